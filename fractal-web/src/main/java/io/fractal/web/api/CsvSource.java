package io.fractal.web.api;

import io.fractal.web.errors.HttpProblem;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A CSV file as it is uploaded: UTF-8 and nothing else, with or without a byte order mark, cells divided by commas or semicolons. */
final class CsvSource {

    /** A hundred thousand contacts with addresses, tags and some metadata. */
    static final int MAX_BODY = 64 * 1024 * 1024;

    private static final int LONGEST_FIRST_ROW = 8192;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private CsvSource() {}

    /**
     * Opens an upload behind its byte order mark.
     *
     * @throws IOException when the first characters cannot be read
     */
    static BufferedReader open(InputStream upload) throws IOException {
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(
                        new Limited(upload),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                LONGEST_FIRST_ROW);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** What divides the cells, judged by the first row: whichever of comma and semicolon stands in it more often. */
    static char separator(BufferedReader reader) throws IOException {
        reader.mark(LONGEST_FIRST_ROW);
        int balance = 0;
        for (int read = 0; read < LONGEST_FIRST_ROW - 1; read++) {
            int next = reader.read();
            if (next < 0 || next == '\n' || next == '\r') {
                break;
            }
            balance += next == ';' ? 1 : next == ',' ? -1 : 0;
        }
        reader.reset();
        return balance > 0 ? ';' : ',';
    }

    /** Refuses to read on behind the limit. */
    private static final class Limited extends FilterInputStream {

        private long left = MAX_BODY;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw HttpProblem.tooLarge(MAX_BODY);
            }
        }
    }
}
