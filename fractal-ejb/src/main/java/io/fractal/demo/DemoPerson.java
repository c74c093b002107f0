package io.fractal.demo;

import java.util.List;

/**
 * A person of the demo workspace and everything written with them.
 *
 * @param number the telephone number in E.164
 * @param locale the language as a BCP 47 tag
 * @param messages oldest first, at least one
 */
record DemoPerson(String number, String name, String locale, List<String> tags, List<DemoMessage> messages) {

    DemoPerson {
        tags = List.copyOf(tags);
        messages = List.copyOf(messages);
    }
}
