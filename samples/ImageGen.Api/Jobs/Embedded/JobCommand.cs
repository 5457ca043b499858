using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ImageGen.Api.Jobs.Embedded;

/// <summary>Runs the condition of the statement over the table, with parameters put in as values.</summary>
internal sealed class JobCommand(JobConnection connection) : DbCommand
{
    private const string Select = "SELECT * FROM jobs WHERE ";

    private readonly JobParameters _parameters = [];

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => _parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery() => throw new NotSupportedException();

    public override object? ExecuteScalar() => ExecuteReader().Cast<object>().FirstOrDefault();

    protected override DbParameter CreateDbParameter() => new JobParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        if (!CommandText.StartsWith(Select, StringComparison.Ordinal))
            throw new NotSupportedException("Only SELECT * FROM jobs WHERE is supported.");

        var found = connection.Jobs.Clone();
        foreach (var row in connection.Jobs.Select(WithValues(CommandText[Select.Length..])))
            found.ImportRow(row);
        return found.CreateDataReader();
    }

    private string WithValues(string condition)
    {
        foreach (var parameter in _parameters.All)
            condition = condition.Replace(parameter.ParameterName, Literal(parameter.Value), StringComparison.Ordinal);
        return condition;
    }

    private static string Literal(object? value) => value switch
    {
        null or DBNull => "NULL",
        string text => "'" + text.Replace("'", "''") + "'",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(),
    };
}
