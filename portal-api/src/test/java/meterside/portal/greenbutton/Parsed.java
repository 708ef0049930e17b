package meterside.portal.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A Green Button file as another program would read it: by the JDK's parser, from link to link, and not by where things stand. */
record Parsed(Map<String, Entry> bySelf, Element root) {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    static final String ESPI = "http://naesb.org/espi";

    /** An entry; {@code content} is the resource in it. */
    record Entry(String id, String self, String up, List<String> related, Element content, Element whole) {

        String kind() {
            return Objects.requireNonNull(content.getLocalName());
        }

        /** {@return the text of the only element of that name within it} */
        String text(String name) {
            return Parsed.text(content, ESPI, name);
        }

        /** {@return the texts of all elements of that name within it, in order} */
        List<String> texts(String name) {
            return elements(content.getElementsByTagNameNS(ESPI, name)).stream()
                    .map(Element::getTextContent)
                    .toList();
        }

        String atom(String name) {
            return Parsed.text(whole, ATOM, name);
        }
    }

    /** A read: the real quantity in the unit of measure of its type. */
    record Read(long start, long seconds, BigDecimal amount, int quality) {

        Read {
            amount = amount.stripTrailingZeros(); // 1.50 is 1.5
        }
    }

    static Parsed of(String xml) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var root = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            var entries = new LinkedHashMap<String, Entry>();
            for (var element : elements(root.getElementsByTagNameNS(ATOM, "entry"))) {
                var entry = entry(element);
                assertThat(entries.put(entry.self(), entry)).as(entry.self()).isNull();
            }
            return new Parsed(entries, root);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Entry entry(Element entry) {
        var links = elements(entry.getElementsByTagNameNS(ATOM, "link"));
        var content = elements(entry.getElementsByTagNameNS(ATOM, "content")).getFirst();
        return new Entry(
                text(entry, ATOM, "id"),
                to(links, "self").getFirst(),
                to(links, "up").getFirst(),
                to(links, "related"),
                elements(content.getChildNodes()).getFirst(),
                entry);
    }

    private static List<String> to(List<Element> links, String relation) {
        return links.stream()
                .filter(link -> link.getAttribute("rel").equals(relation))
                .map(link -> link.getAttribute("href"))
                .toList();
    }

    List<String> ids() {
        return bySelf.values().stream().map(Entry::id).toList();
    }

    List<Entry> all(String kind) {
        return bySelf.values().stream()
                .filter(entry -> entry.kind().equals(kind))
                .toList();
    }

    Entry only(String kind) {
        assertThat(all(kind)).hasSize(1);
        return all(kind).getFirst();
    }

    /** {@return the reading's type, which it names} */
    Entry typeOf(Entry reading) {
        return reading.related().stream()
                .map(bySelf::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    List<Entry> blocksOf(Entry reading) {
        return all("IntervalBlock").stream()
                .filter(block -> reading.related().contains(block.up()))
                .toList();
    }

    /** {@return the only reading in that direction} */
    Entry reading(int direction) {
        return all("MeterReading").stream()
                .filter(reading -> typeOf(reading).text("flowDirection").equals(Integer.toString(direction)))
                .findFirst()
                .orElseThrow();
    }

    List<Read> reads(Entry reading) {
        var type = typeOf(reading);
        var exponent = Integer.parseInt(type.text("powerOfTenMultiplier"));
        var reads = new ArrayList<Read>();
        for (var block : blocksOf(reading)) {
            for (var read : elements(block.content().getElementsByTagNameNS(ESPI, "IntervalReading"))) {
                var quality = read.getElementsByTagNameNS(ESPI, "quality");
                reads.add(new Read(
                        Long.parseLong(text(read, ESPI, "start")),
                        Long.parseLong(text(read, ESPI, "duration")),
                        new BigDecimal(text(read, ESPI, "value")).scaleByPowerOfTen(exponent),
                        Integer.parseInt(
                                quality.getLength() == 0
                                        ? type.text("defaultQuality")
                                        : quality.item(0).getTextContent())));
            }
        }
        return reads;
    }

    static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .toList();
    }

    static String text(Element within, String space, String name) {
        return within.getElementsByTagNameNS(space, name).item(0).getTextContent();
    }
}
