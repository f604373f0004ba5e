// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes XML as the query and REST-XML services answer it: elements and text, nothing else. */
public final class Xml {
    private final StringBuilder out = new StringBuilder();

    /** {@code <name>value</name>}. */
    public Xml text(String name, Object value) {
        out.append('<').append(name).append('>');
        escape(value.toString());
        return close(name);
    }

    /** {@code <name>value</name>}, or nothing when there is no value. */
    public Xml text(String name, Optional<?> value) {
        value.ifPresent(present -> text(name, present));
        return this;
    }

    /** An element with what {@code content} writes inside. */
    public Xml element(String name, Consumer<Xml> content) {
        out.append('<').append(name).append('>');
        content.accept(this);
        return close(name);
    }

    /** An element of a namespace with what {@code content} writes inside. */
    public Xml element(String name, String namespace, Consumer<Xml> content) {
        out.append('<').append(name).append(" xmlns=\"");
        escape(namespace);
        out.append("\">");
        content.accept(this);
        return close(name);
    }

    /** {@code <name><member>…</member>…</name>}, with an element for each of {@code items}. */
    public <T> Xml list(String name, String member, Collection<T> items, BiConsumer<Xml, T> content) {
        return element(name, list -> items.forEach(item -> list.element(member, xml -> content.accept(xml, item))));
    }

    /** Bare text, escaped. */
    public Xml value(Object value) {
        escape(value.toString());
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private Xml close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> out.append(c);
            }
        }
    }
}
