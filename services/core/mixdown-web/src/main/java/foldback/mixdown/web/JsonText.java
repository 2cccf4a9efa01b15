package foldback.mixdown.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into lists, maps, texts, doubles, booleans and {@link Nothing}, strictly: no member twice, nothing behind the end. What a
 * browser can compile is little; its own parser cannot be reached from where audio is rendered.
 */
final class JsonText {
    /** What null becomes. */
    enum Nothing {
        NULL
    }

    private static final int DEEPEST = 32;

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it is no JSON, with the place */
    static Object read(String text) {
        JsonText json = new JsonText(text);
        Object value = json.value(0);
        json.space();
        if (json.at != text.length()) {
            throw json.wrong("the end");
        }
        return value;
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException("not JSON at character " + at + ": " + wanted + " was expected");
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char c) {
        space();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void need(char c) {
        if (!take(c)) {
            throw wrong("'" + c + "'");
        }
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw wrong("less depth");
        }
        space();
        if (at == text.length()) {
            throw wrong("a value");
        }
        return switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> list(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", Nothing.NULL);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong(word);
        }
        at += word.length();
        return value;
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        need('{');
        if (take('}')) {
            return members;
        }
        do {
            space();
            String name = string();
            need(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw wrong("no second \"" + name + "\"");
            }
        } while (take(','));
        need('}');
        return members;
    }

    private List<Object> list(int depth) {
        List<Object> items = new ArrayList<>();
        need('[');
        if (take(']')) {
            return items;
        }
        do {
            items.add(value(depth + 1));
        } while (take(','));
        need(']');
        return items;
    }

    private String string() {
        need('"');
        int from = at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            at++;
            return text.substring(from, at - 1);
        }
        StringBuilder read = new StringBuilder(text.substring(from, at));
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            at++;
            read.append(c == '\\' ? escaped() : c);
        }
        need('"');
        return read.toString();
    }

    private char escaped() {
        if (at == text.length()) {
            throw wrong("an escape");
        }
        char c = text.charAt(at);
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong("an escape");
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw wrong("four hexadecimal digits");
        }
        int code = Integer.parseInt(text.substring(at, at + 4), 16);
        at += 4;
        return (char) code;
    }

    private Double number() {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (from == at) {
            throw wrong("a value");
        }
        return Decimal.parse(text.substring(from, at));
    }
}
