using System.Collections.Generic;
using System.Linq;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What runs a text as SQL, or as an expression over tables.</summary>
internal static class Databases
{
    public const string Command = "System.Data.Common.DbCommand";

    private static readonly string[] DapperMethods =
    [
        "Execute", "ExecuteAsync", "ExecuteReader", "ExecuteReaderAsync", "ExecuteScalar", "ExecuteScalarAsync", "Query", "QueryAsync", "QueryUnbufferedAsync",
        "QueryFirst", "QueryFirstAsync", "QueryFirstOrDefault", "QueryFirstOrDefaultAsync", "QuerySingle", "QuerySingleAsync",
        "QuerySingleOrDefault", "QuerySingleOrDefaultAsync", "QueryMultiple", "QueryMultipleAsync",
    ];

    // https://learn.microsoft.com/dotnet/api/system.data.common.dbcommand.commandtext
    public static readonly Sink[] AdoNet =
    [
        new(Command, "CommandText", "value", Dangers.Sql),
        new("System.Data.IDbCommand", "CommandText", "value", Dangers.Sql),
        new("System.Data.Common.DbBatchCommand", "CommandText", "value", Dangers.Sql),
        new("System.Data.Common.DbBatchCommand", ".ctor", "commandText", Dangers.Sql),
        new(Command, ".ctor", "cmdText", Dangers.Sql),
        new(Command, ".ctor", "commandText", Dangers.Sql),
        new("System.Data.Common.DbDataAdapter", ".ctor", "selectCommandText", Dangers.Sql),
        new("System.Data.Common.DbDataSource", "CreateCommand", "commandText", Dangers.Sql),
        new("System.Data.DataTable", "Select", "filterExpression", Dangers.Sql),
        new("System.Data.DataTable", "Compute", "filter", Dangers.Sql),
        new("System.Data.DataTable", "Compute", "expression", Dangers.Sql),
        new("System.Data.DataView", "RowFilter", "value", Dangers.Sql),
    ];

    // https://learn.microsoft.com/ef/core/querying/sql-queries
    public static readonly Sink[] EntityFramework =
    [
        new("Microsoft.EntityFrameworkCore.RelationalQueryableExtensions", "FromSqlRaw", "sql", Dangers.Sql),
        new("Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions", "SqlQueryRaw", "sql", Dangers.Sql),
        new("Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions", "ExecuteSqlRaw", "sql", Dangers.Sql),
        new("Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions", "ExecuteSqlRawAsync", "sql", Dangers.Sql),
    ];

    // https://github.com/DapperLib/Dapper
    public static readonly Sink[] Dapper =
    [
        .. DapperMethods.Select(method => new Sink("Dapper.SqlMapper", method, "sql", Dangers.Sql)),
        new("Dapper.CommandDefinition", ".ctor", "commandText", Dangers.Sql),
    ];

    public static IEnumerable<Sink> Sinks => AdoNet.Concat(EntityFramework).Concat(Dapper);
}
