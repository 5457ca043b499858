using SecureGen.Analyzers.Tests.Verification;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

/// <summary>The surroundings that cases share: an action with untrusted text and a connection.</summary>
internal static class SqlCases
{
    public static ReferenceAssemblies AdoNet { get; } = ReferenceAssemblies.Net100.With("Microsoft.Data.SqlClient", "Microsoft.Data.Sqlite", "Npgsql");

    public static ReferenceAssemblies Dapper { get; } = ReferenceAssemblies.Net100.With("Microsoft.Data.SqlClient", "Dapper");

    public static ReferenceAssemblies EntityFramework { get; } =
        ReferenceAssemblies.Net100.With("Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions", "Microsoft.EntityFrameworkCore.Relational");

    public static string AdoNetAction(string body) => Action(body, "using Microsoft.Data.SqlClient;\nusing Microsoft.Data.Sqlite;\nusing Npgsql;", "");

    public static string DapperAction(string body) => Action(body, "using Microsoft.Data.SqlClient;\nusing Dapper;", "");

    public static string EntityFrameworkAction(string body) => Action(body, "using Microsoft.EntityFrameworkCore;", """

        public class User
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        public class Db : DbContext
        {
            public DbSet<User> Users => Set<User>();
        }
        """);

    private static string Action(string body, string usings, string types) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Data;
        using System.Data.Common;
        using System.Linq;
        using System.Text;
        using System.Text.RegularExpressions;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        {{usings}}

        public record Model(string Name, string? Note, int Id);
        {{types}}

        public enum Kind { A, B }

        public class UsersController : ControllerBase
        {
            private const string Select = "SELECT * FROM users";
            private const string Table = "users";
            private static readonly string[] Allowed = ["name", "age"];
            private static readonly Dictionary<string, string> Columns = new() { ["n"] = "name" };
            private readonly string schema = "dbo";

            public async Task<IActionResult> Get(string name, string? note, string city, int id, Guid key, DateTime day, Kind kind, bool flag, Model model, CancellationToken token, {{Services(usings)}})
            {
                await Task.CompletedTask;
                {{body}}
                return Ok();
            }

            private static string Table1() => "users";

            private static string Escape(string value) => value.Replace("'", "''");
        }
        """;

    private static string Services(string usings) =>
        usings.Contains("EntityFrameworkCore") ? "[FromServices] Db db"
        : usings.Contains("Dapper") ? "[FromServices] SqlConnection connection"
        : "[FromServices] SqlConnection connection, [FromServices] SqliteConnection sqlite, [FromServices] NpgsqlConnection npgsql, [FromServices] NpgsqlDataSource source, [FromServices] DbConnection any, [FromServices] IDbConnection old, [FromServices] DataTable table";
}
