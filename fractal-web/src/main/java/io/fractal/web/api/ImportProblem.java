package io.fractal.web.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a row of an import was not taken.
 *
 * @param row the row's number in the file, from 1 for the header
 * @param column the column in question, or {@code null} for the whole row
 */
@Schema(name = "ImportProblem")
public record ImportProblem(
        @Schema(example = "17", description = "The row's number in the file, from 1 for the first row")
        long row,

        @Schema(example = "phone", nullable = true) String column,

        @Schema(example = "This is no address that can be written to on this channel")
        String message) {}
