// SPDX-License-Identifier: Apache-2.0
package dev.autofailover.simulated.protocol;

import dev.autofailover.simulated.AwsError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** One element of the XML in a REST-XML request. */
public final class XmlInput {
    private final Element element;

    private XmlInput(Element element) {
        this.element = element;
    }

    /**
     * The root element of this body.
     *
     * @throws AwsError MalformedInput when it is no XML, or not this root
     */
    public static XmlInput root(byte[] body, String name) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            Element root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body))
                    .getDocumentElement();
            if (!root.getLocalName().equals(name)) {
                throw new AwsError(400, "MalformedInput", "Expected " + name + ", but found " + root.getLocalName());
            }
            return new XmlInput(root);
        } catch (SAXException | IOException e) {
            throw new AwsError(400, "MalformedInput", "Unparseable XML: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Refuses an element with any other child, so that nothing asked for is silently ignored.
     *
     * @throws AwsError InvalidInput, naming the first stranger
     */
    public XmlInput only(String... names) {
        Set<String> known = Set.of(names);
        for (Element child : elements()) {
            if (!known.contains(child.getLocalName())) {
                throw new AwsError(
                        400,
                        "InvalidInput",
                        "The element " + child.getLocalName() + " of " + element.getLocalName() + " is not simulated");
            }
        }
        return this;
    }

    /** The children of this name. */
    public List<XmlInput> all(String name) {
        return elements().stream()
                .filter(child -> child.getLocalName().equals(name))
                .map(XmlInput::new)
                .toList();
    }

    /** The first child of this name. */
    public Optional<XmlInput> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The text of the first child of this name. */
    public Optional<String> text(String name) {
        return first(name).map(child -> child.element.getTextContent());
    }

    /**
     * The text of the child of this name.
     *
     * @throws AwsError InvalidInput when there is none
     */
    public String required(String name) {
        return text(name)
                .orElseThrow(() ->
                        new AwsError(400, "InvalidInput", "The element " + element.getLocalName() + " has no " + name));
    }

    private List<Element> elements() {
        List<Element> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                found.add(child);
            }
        }
        return found;
    }
}
