/**
 * The way to PostgreSQL: data source, schema migrations, ids, and how Java's types are stored. It knows no table of any other
 * component and holds no business rule.
 */
package io.fractal.database;
