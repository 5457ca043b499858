using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace ImageGen.Api.Jobs.Embedded;

/// <summary>A database of one table in memory, behind the interface that every other database has. It knows <c>SELECT * FROM jobs WHERE</c> and parameters.</summary>
internal sealed class JobConnection(DataTable jobs, string settings) : DbConnection
{
    [AllowNull]
    public override string ConnectionString { get; set; } = settings;

    public override string Database => jobs.TableName;

    public override string DataSource => "memory";

    public override string ServerVersion => "1.0";

    public override ConnectionState State => ConnectionState.Open;

    internal DataTable Jobs => jobs;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Open()
    {
    }

    public override void Close()
    {
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    protected override DbCommand CreateDbCommand() => new JobCommand(this);
}
