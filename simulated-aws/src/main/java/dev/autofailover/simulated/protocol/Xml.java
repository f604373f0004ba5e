// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes the XML of an answer, element by element, with every text escaped. */
public final class Xml {
    private final StringBuilder out = new StringBuilder();

    private Xml() {}

    /** A whole document whose root has this namespace. */
    public static byte[] document(String root, String namespace, Consumer<Xml> content) {
        Xml xml = new Xml();
        xml.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.out.append('<').append(root).append(" xmlns=\"").append(namespace).append("\">");
        content.accept(xml);
        xml.out.append("</").append(root).append('>');
        return xml.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** {@code <name>value</name>}; times come out as ISO 8601, as {@code Instant} writes itself. */
    public Xml text(String name, Object value) {
        out.append('<').append(name).append('>');
        escape(value.toString());
        out.append("</").append(name).append('>');
        return this;
    }

    /** As {@link #text(String, Object)}, or nothing. */
    public Xml optional(String name, Optional<?> value) {
        value.ifPresent(present -> text(name, present));
        return this;
    }

    /** An element with content of its own. */
    public Xml inside(String name, Consumer<Xml> content) {
        out.append('<').append(name).append('>');
        content.accept(this);
        out.append("</").append(name).append('>');
        return this;
    }

    /** {@code <name><member>…</member><member>…</member></name>}; the outer element stands there for an empty list too. */
    public <T> Xml list(String name, String member, Collection<T> items, BiConsumer<Xml, T> each) {
        return inside(name, list -> items.forEach(item -> list.inside(member, xml -> each.accept(xml, item))));
    }

    /** As {@link #list}, of plain texts. */
    public Xml texts(String name, String member, Collection<?> items) {
        return inside(name, list -> items.forEach(item -> list.text(member, item)));
    }

    private void escape(String value) {
        value.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(point);
            }
        });
    }
}
