/**
 * Workspaces: whose data a row is. It may not know anything that lives in a workspace.
 */
package io.fractal.tenancy;
