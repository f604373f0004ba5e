// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one object. Reads them one by one and collects what is wrong, so that all errors are said at once.
 *
 * <p>Where a value is missing or refused, a stand-in is returned and the error kept: read everything, then ask
 * {@link #check()}, then build.
 */
public final class Fields {
    private final String path;
    private final JsonNode node;
    private final List<FieldError> errors;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> askedPaths;

    private Fields(String path, JsonNode node, List<FieldError> errors, Set<String> askedPaths) {
        this.path = path;
        this.node = node;
        this.errors = errors;
        this.askedPaths = askedPaths;
    }

    /**
     * The outermost object.
     *
     * @param what it is, such as {@code command}: the path of an error about the whole
     */
    public static Fields of(JsonNode node, String what) {
        var errors = new ArrayList<FieldError>();
        if (!node.isObject()) {
            errors.add(new FieldError(what, Shown.value(what, node), "write an object with named fields"));
        }
        return new Fields("", node.isObject() ? node : MissingNode.getInstance(), errors, new LinkedHashSet<>());
    }

    /** A value that must be there. */
    public <T> T read(String name, Form<T> form) {
        ask(name);
        if (absent(name)) {
            // Nothing is said about the fields of what isn't there itself.
            if (node.isObject()) {
                wrong(name, form.remedy());
            }
            return form.standIn();
        }
        return typed(name, form);
    }

    /** A value that may be missing. */
    public <T> Optional<T> readIfGiven(String name, Form<T> form) {
        ask(name);
        return absent(name) ? Optional.empty() : Optional.of(typed(name, form));
    }

    /** A value with a default. */
    public <T> T read(String name, Form<T> form, T whenMissing) {
        return readIfGiven(name, form).orElse(whenMissing);
    }

    /** An object that must be there. */
    public Fields object(String name, String remedy) {
        ask(name);
        if (node.isObject() && !node.path(name).isObject()) {
            wrong(name, remedy);
        }
        return at(name, node.path(name));
    }

    /** An object that may be missing; all of its fields are missing then. */
    public Fields objectIfGiven(String name, String remedy) {
        ask(name);
        if (!absent(name) && !node.path(name).isObject()) {
            wrong(name, remedy);
        }
        return at(name, node.path(name));
    }

    /** The objects of a list that must be there; an item that is no object is an error with this remedy, and left out. */
    public List<Fields> objects(String name, String remedy) {
        ask(name);
        JsonNode list = node.path(name);
        if (node.isObject() && !list.isArray()) {
            wrong(name, remedy);
        }
        var items = new ArrayList<Fields>();
        for (int i = 0; i < list.size() && list.isArray(); i++) {
            String at = name + "[" + i + "]";
            if (list.get(i).isObject()) {
                items.add(at(at, list.get(i)));
            } else {
                errors.add(new FieldError(path + at, Shown.value(name, list.get(i)), remedy));
            }
        }
        return items;
    }

    /** The names that are written here, in their order. */
    public List<String> names() {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Whether that field is written, and not as null. */
    public boolean has(String name) {
        return !absent(name);
    }

    /** Whether nothing is wrong at that place of the whole, or inside it; {@code place} is a path from the outermost object. */
    public boolean isRight(String place) {
        return errors.stream()
                .map(FieldError::path)
                .noneMatch(at -> at.equals(place) || at.startsWith(place + ".") || at.startsWith(place + "["));
    }

    /** Where that field is; this object itself for the empty name. */
    public String pathOf(String name) {
        return name.isEmpty() && path.endsWith(".") ? path.substring(0, path.length() - 1) : path + name;
    }

    /** Keeps an error about that field; about this object itself for the empty name. */
    public void wrong(String name, String remedy) {
        add(new FieldError(pathOf(name), Shown.value(name, name.isEmpty() ? node : node.path(name)), remedy));
    }

    /** Keeps an error about any place of the whole. */
    public void add(FieldError error) {
        errors.add(error);
    }

    /** Says which fields there may be, before they are read. */
    public void know(Collection<String> names) {
        names.forEach(this::ask);
    }

    /** Fields that nobody asked for. */
    public List<String> unknown() {
        return names().stream().filter(name -> !asked.contains(name)).toList();
    }

    /** Keeps an error for each field that nobody asked for, with the one that was probably meant. To be called last. */
    public void refuseUnknown() {
        for (String name : unknown()) {
            String remedy = Nearest.to(name, asked)
                    .map(meant -> "no such field; did you mean " + meant + "?")
                    .orElse("no such field; known here: " + String.join(", ", asked));
            errors.add(new FieldError(path + Shown.text(name), Shown.value(name, node.path(name)), remedy));
        }
    }

    /** Everything that is wrong so far, in this object and in those inside it. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** The path of every field that was ever asked for, list items as {@code []}. */
    public Set<String> askedPaths() {
        return askedPaths;
    }

    /**
     * Goes on only when nothing is wrong so far.
     *
     * @throws Malformed with all errors
     */
    public void check() throws Malformed {
        if (!errors.isEmpty()) {
            throw new Malformed(errors);
        }
    }

    private <T> T typed(String name, Form<T> form) {
        try {
            return form.read(node.path(name));
        } catch (Refusal refusal) {
            wrong(name, refusal.remedy());
            return form.standIn();
        }
    }

    private boolean absent(String name) {
        return node.path(name).isMissingNode() || node.path(name).isNull();
    }

    private void ask(String name) {
        asked.add(name);
        askedPaths.add((path + name).replaceAll("\\[\\d+]", "[]"));
    }

    private Fields at(String name, JsonNode child) {
        JsonNode object = child.isObject() ? child : MissingNode.getInstance();
        return new Fields(path + name + ".", object, errors, askedPaths);
    }
}
