package io.fractal.identity;

import io.fractal.tenancy.Workspace;

/**
 * A workspace as one of its people sees it.
 *
 * @param workspace the workspace
 * @param role what they may do in it
 */
public record WorkspaceRole(Workspace workspace, Role role) {}
