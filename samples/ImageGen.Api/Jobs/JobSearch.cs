using System.Data;
using System.Data.Common;
using ImageGen.Api.Jobs.Embedded;

namespace ImageGen.Api.Jobs;

/// <summary>The finished jobs of the last hour, by owner and by status.</summary>
public sealed class JobSearch
{
    private const string Store = "Host=jobs.internal;Database=jobs;Username=imagegen;Password=jb-4e7d91c0a6f2";

    private static readonly string[] Orders = ["started", "owner"];

    private readonly DataTable _jobs = new("jobs");

    public JobSearch()
    {
        _jobs.Columns.Add("id", typeof(int));
        _jobs.Columns.Add("owner", typeof(string));
        _jobs.Columns.Add("status", typeof(string));
        _jobs.Rows.Add(1, "ada", "done");
        _jobs.Rows.Add(2, "grace", "done");
        _jobs.Rows.Add(3, "grace", "failed");
    }

    public List<string> ByOwner(string owner)
    {
        using DbConnection connection = new JobConnection(_jobs, Store);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM jobs WHERE owner = '" + owner + "'";
        return Read(command);
    }

    public List<string> ByStatus(string status)
    {
        using DbConnection connection = new JobConnection(_jobs, Store);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM jobs WHERE status = @status";
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@status";
        parameter.Value = status;
        command.Parameters.Add(parameter);
        return Read(command);
    }

    public List<string> ById(int id, string order)
    {
        if (!Orders.Contains(order))
            throw new ArgumentException("There is no such order.", nameof(order));

        using DbConnection connection = new JobConnection(_jobs, Store);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM jobs WHERE id = {id} AND '{order}' <> ''";
        return Read(command);
    }

    private static List<string> Read(DbCommand command)
    {
        var jobs = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            jobs.Add($"{reader["id"]} {reader["owner"]} {reader["status"]}");
        return jobs;
    }
}
