package io.fractal.database;

import java.sql.Types;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;

/**
 * PostgreSQL as EclipseLink knows it, except that a {@code null} is bound without a type. EclipseLink would bind it as text, which
 * PostgreSQL refuses for a {@code uuid} or {@code jsonb} column; without a type the database takes the column's.
 */
public class FractalDatabasePlatform extends PostgreSQLPlatform {

    private static final long serialVersionUID = 1L;

    @Override
    public int getJDBCTypeForSetNull(DatabaseField field) {
        return Types.NULL;
    }
}
