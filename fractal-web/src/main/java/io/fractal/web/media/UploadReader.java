package io.fractal.web.media;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.web.errors.HttpProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.RequestContext;

/**
 * Reads an uploaded file from a request's body: the body itself, or the part {@code file} of a multipart one. Goes through a temporary
 * file, so that neither memory nor a database connection waits for a slow sender. Reads multipart bodies itself, as the servers do so
 * each in its own way and with limits of their own.
 */
public final class UploadReader {

    private static final String FIELD = "file";
    /** Boundaries and headers around the file. */
    private static final int MULTIPART_OVERHEAD = 64 * 1024;

    private static final Set<String> NO_FILES = Set.of("application/json", "application/x-www-form-urlencoded");

    private final int limit;

    /**
     * @param limit the size of the largest file in bytes
     */
    public UploadReader(int limit) {
        this.limit = limit;
    }

    /**
     * Reads a body once.
     *
     * @param contentType the request's {@code Content-Type}, or {@code null}
     * @param fileName the name to use when the body does not carry one, or {@code null}
     * @throws HttpProblem 413 when the file is too large, 400 when a multipart body is malformed, 415 when the body is no file
     * @throws InvalidRequestException when a multipart body has no part {@code file}, or others
     */
    public Upload read(InputStream body, String contentType, String fileName) throws IOException {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (NO_FILES.contains(type)) {
            throw HttpProblem.of(
                    415,
                    "UNSUPPORTED_MEDIA_TYPE",
                    "Send multipart/form-data with a part named file, or the file itself under its media type.");
        }
        return type.equals("multipart/form-data")
                ? multipart(body, contentType)
                : new Upload(spool(body), type.isEmpty() ? null : contentType, fileName);
    }

    private Upload multipart(InputStream body, String contentType) throws IOException {
        try {
            return parts(new Parts(limit).iterate(body, contentType));
        } catch (FileUploadSizeException tooLarge) {
            throw HttpProblem.tooLarge(limit);
        } catch (FileUploadException malformed) {
            throw malformed();
        }
    }

    private Upload parts(FileItemInputIterator parts) throws IOException {
        Upload upload = null;
        try {
            while (parts.hasNext()) {
                FileItemInput part = parts.next();
                requireExpected(part, upload);
                upload = new Upload(spool(part.getInputStream()), part.getContentType(), part.getName());
            }
            if (upload == null) {
                throw invalid(FIELD, "REQUIRED", "is required: a part with this name and a file name");
            }
            return upload;
        } catch (IOException | RuntimeException e) {
            if (upload != null) {
                upload.close();
            }
            throw e;
        }
    }

    private static void requireExpected(FileItemInput part, Upload before) {
        if (!FIELD.equals(part.getFieldName())) {
            throw invalid(String.valueOf(part.getFieldName()), "UNKNOWN_FIELD", "is not a known part");
        }
        if (before != null) {
            throw invalid(FIELD, "REPEATED", "is given more than once");
        }
    }

    private static InvalidRequestException invalid(String field, String code, String message) {
        String name = field.length() > 64 ? field.substring(0, 64) : field;
        return new InvalidRequestException(List.of(new FieldError(name, code, message)));
    }

    private static HttpProblem malformed() {
        return HttpProblem.of(400, "MALFORMED_BODY", "The body is not well-formed multipart/form-data.");
    }

    /** Into a file, as far as the limit and one byte more. */
    private Path spool(InputStream in) throws IOException {
        Path file = Files.createTempFile("fractal-upload", ".tmp");
        try (OutputStream out = Files.newOutputStream(file)) {
            long left = limit + 1L;
            byte[] buffer = new byte[64 * 1024];
            int read = 0;
            while (left > 0 && read >= 0) {
                out.write(buffer, 0, read);
                read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                left -= Math.max(read, 0);
            }
            if (left == 0) {
                throw HttpProblem.tooLarge(limit);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** The library's reader, without its ways of keeping parts. */
    private static final class Parts extends AbstractFileUpload<RequestContext, DiskFileItem, DiskFileItemFactory> {

        Parts(int limit) {
            setMaxFileSize(limit);
            setMaxSize((long) limit + MULTIPART_OVERHEAD);
            setHeaderCharset(StandardCharsets.UTF_8);
        }

        FileItemInputIterator iterate(InputStream body, String contentType) throws IOException {
            return getItemIterator(new Body(body, contentType));
        }

        @Override
        public FileItemInputIterator getItemIterator(RequestContext request) throws IOException {
            return super.getItemIterator(request);
        }

        @Override
        public Map<String, List<DiskFileItem>> parseParameterMap(RequestContext request) {
            throw new UnsupportedOperationException("Parts are read one by one");
        }

        @Override
        public List<DiskFileItem> parseRequest(RequestContext request) {
            throw new UnsupportedOperationException("Parts are read one by one");
        }
    }

    /** What the library asks of a request. */
    private record Body(InputStream stream, String contentType) implements RequestContext {

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return stream;
        }

        @Override
        public boolean isMultipartRelated() {
            return false;
        }
    }
}
