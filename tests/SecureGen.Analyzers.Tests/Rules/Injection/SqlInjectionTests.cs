using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.SqlInjection, SecureGen.Analyzers.CodeFixes.Rules.Injection.SqlInjectionFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class SqlInjectionTests
{
    [Theory]
    [InlineData("var command = connection.CreateCommand(); command.CommandText = [|\"SELECT * FROM users WHERE name = '\" + name + \"'\"|];")]
    [InlineData("var command = connection.CreateCommand(); command.CommandText = [|$\"SELECT * FROM users WHERE name = '{name}'\"|];")]
    [InlineData("var command = connection.CreateCommand(); command.CommandText = [|string.Format(\"SELECT * FROM users WHERE name = '{0}'\", name)|];")]
    [InlineData("var command = connection.CreateCommand(); command.CommandText = [|string.Concat(\"SELECT * FROM users WHERE name = '\", name, \"'\")|];")]
    [InlineData("var command = any.CreateCommand(); command.CommandText = [|\"DELETE FROM \" + name|];")]
    [InlineData("var command = old.CreateCommand(); command.CommandText = [|\"DELETE FROM users WHERE name = \" + name|];")]
    [InlineData("var sql = \"SELECT 1 WHERE a = '\" + name + \"'\"; using var command = new SqlCommand([|sql|], connection);")]
    [InlineData("var sql = \"SELECT 1\"; sql += \" WHERE a = '\" + name + \"'\"; using var command = new SqlCommand([|sql|], connection);")]
    [InlineData("var sql = new StringBuilder(\"SELECT 1 WHERE a = '\"); sql.Append(name).Append(\"'\"); using var command = new SqlCommand([|sql.ToString()|], connection);")]
    [InlineData("using SqlCommand command = new([|$\"SELECT 1 ORDER BY {name}\"|], connection);")]
    [InlineData("using var command = new SqlCommand { Connection = connection, CommandText = [|$\"SELECT 1 WHERE a = '{name}'\"|] };")]
    [InlineData("using var command = new SqliteCommand([|$\"SELECT 1 WHERE a = '{name}'\"|], sqlite);")]
    [InlineData("await using var command = new NpgsqlCommand([|$\"SELECT 1 WHERE a = '{name}'\"|], npgsql);")]
    [InlineData("await using var command = source.CreateCommand([|$\"SELECT 1 WHERE a = '{name}'\"|]);")]
    [InlineData("var batch = new NpgsqlBatchCommand([|$\"SELECT 1 WHERE a = '{name}'\"|]);")]
    [InlineData("var adapter = new SqlDataAdapter([|$\"SELECT 1 WHERE a = '{name}'\"|], connection);")]
    [InlineData("var count = new SqlCommand([|\"SELECT 1 WHERE a = '\" + name + \"'\"|], connection).ExecuteScalar();")]
    [InlineData("var rows = table.Select([|\"name = '\" + name + \"'\"|]);")]
    [InlineData("table.DefaultView.RowFilter = [|$\"name = '{name}'\"|];")]
    [InlineData("using var command = new SqlCommand([|name|], connection);")]
    [InlineData("using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + model.Name + \"'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + Request.Query[\"q\"] + \"'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + Request.Headers.UserAgent + \"'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|flag ? \"SELECT 1\" : \"SELECT 1 WHERE a = '\" + name + \"'\"|], connection);")]
    [InlineData("string Build() => $\"SELECT 1 WHERE a = '{name}'\"; using var command = new SqlCommand([|Build()|], connection);")]
    [InlineData("foreach (var part in name.Split(',')) { using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + part.Trim() + \"'\"|], connection); }")]
    [InlineData("if (name.Length < 20) { using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + name + \"'\"|], connection); }")]
    [InlineData("if (!name.Contains(\";\")) { using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + name + \"'\"|], connection); }")]
    [InlineData("using var command = new SqlCommand([|\"\"\"SELECT 1 WHERE a = '\"\"\" + name + \"'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|\"EXEC \" + name|], connection) { CommandType = CommandType.Text };")]
    public Task Untrusted_text_in_a_statement_is_found(string body) => Verify.VerifyAnalyzerAsync(SqlCases.AdoNetAction(body), SqlCases.AdoNet);

    [Theory]
    [InlineData("using var command = new SqlCommand(\"SELECT 1 WHERE a = @name\", connection); command.Parameters.AddWithValue(\"@name\", name);")]
    [InlineData("var command = any.CreateCommand(); command.CommandText = \"SELECT 1 WHERE a = @name\"; var p = command.CreateParameter(); p.Value = name; command.Parameters.Add(p);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 WHERE a = {id}\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 WHERE a = '{key}'\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 WHERE a > '{day:yyyy-MM-dd}'\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 WHERE a = '{kind}'\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 WHERE a = {flag}\", connection);")]
    [InlineData("using var command = new SqlCommand(\"SELECT 1 WHERE a = \" + int.Parse(name), connection);")]
    [InlineData("if (!int.TryParse(name, out var number)) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 WHERE a = {number}\", connection);")]
    [InlineData("if (!Allowed.Contains(name)) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 ORDER BY {name}\", connection);")]
    [InlineData("if (name is not (\"name\" or \"age\")) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 ORDER BY {name}\", connection);")]
    [InlineData("if (name != \"name\") return BadRequest(); using var command = new SqlCommand($\"SELECT 1 ORDER BY {name}\", connection);")]
    [InlineData("var column = name switch { \"n\" => \"name\", \"a\" => \"age\", _ => \"id\" }; using var command = new SqlCommand($\"SELECT 1 ORDER BY {column}\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 ORDER BY {Columns[name]}\", connection);")]
    [InlineData("if (!Columns.TryGetValue(name, out var column)) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 ORDER BY {column}\", connection);")]
    [InlineData("if (!Regex.IsMatch(name, @\"^[a-z]+$\")) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 ORDER BY {name}\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 ORDER BY name {(name == \"desc\" ? \"DESC\" : \"ASC\")}\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT * FROM {schema}.users\", connection);")]
    [InlineData("using var command = new SqlCommand($\"{Select} WHERE id = 1\", connection);")]
    [InlineData("using var command = new SqlCommand(\"SELECT * FROM \" + Table1(), connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT * FROM {Environment.GetEnvironmentVariable(\"TABLE\")}\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT * FROM {new SqlCommandBuilder().QuoteIdentifier(name)}\", connection);")]
    [InlineData("var names = Enumerable.Range(0, name.Length).Select(i => \"@p\" + i); using var command = new SqlCommand($\"SELECT 1 WHERE a IN ({string.Join(\", \", names)})\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT TOP {name.Length} 1\", connection);")]
    [InlineData("if (!Enum.TryParse<Kind>(name, out var parsed)) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 WHERE a = '{parsed}'\", connection);")]
    [InlineData("name = \"fixed\"; using var command = new SqlCommand($\"SELECT 1 WHERE a = '{name}'\", connection);")]
    [InlineData("var text = \"SELECT \" + name; Console.WriteLine(text);")]
    [InlineData("if (!Guid.TryParse(name, out var parsed)) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 WHERE a = '{parsed:N}'\", connection);")]
    public Task Values_that_cannot_carry_a_statement_are_silent(string body) => Verify.VerifyAnalyzerAsync(SqlCases.AdoNetAction(body), SqlCases.AdoNet);

    [Theory]
    [InlineData("db.Users.FromSqlRaw([|\"SELECT * FROM users WHERE name = '\" + name + \"'\"|]).ToList();")]
    [InlineData("db.Users.FromSqlRaw([|$\"SELECT * FROM users WHERE name = '{name}'\"|]).ToList();")]
    [InlineData("db.Users.FromSqlRaw([|$\"SELECT * FROM users ORDER BY {name} LIMIT {{0}}\"|], id).ToList();")]
    [InlineData("db.Database.ExecuteSqlRaw([|\"DELETE FROM users WHERE name = '\" + name + \"'\"|]);")]
    [InlineData("await db.Database.ExecuteSqlRawAsync([|\"DELETE FROM users WHERE name = '\" + name + \"'\"|], token);")]
    [InlineData("db.Database.SqlQueryRaw<int>([|$\"SELECT id FROM users WHERE name = '{name}'\"|]).ToList();")]
    [InlineData("var sql = $\"DELETE FROM users WHERE name = '{name}'\"; db.Database.ExecuteSqlRaw([|sql|]);")]
    public Task Raw_statements_of_entity_framework_are_found(string body) => Verify.VerifyAnalyzerAsync(SqlCases.EntityFrameworkAction(body), SqlCases.EntityFramework);

    [Theory]
    [InlineData("db.Users.FromSql($\"SELECT * FROM users WHERE name = {name}\").ToList();")]
    [InlineData("db.Users.FromSqlInterpolated($\"SELECT * FROM users WHERE name = {name}\").ToList();")]
    [InlineData("db.Users.FromSqlRaw(\"SELECT * FROM users WHERE name = {0}\", name).ToList();")]
    [InlineData("db.Database.ExecuteSql($\"DELETE FROM users WHERE name = {name}\");")]
    [InlineData("await db.Database.ExecuteSqlInterpolatedAsync($\"DELETE FROM users WHERE name = {name}\", token);")]
    [InlineData("db.Database.ExecuteSqlRaw($\"DELETE FROM users WHERE id = {id}\");")]
    [InlineData("db.Database.SqlQuery<int>($\"SELECT id FROM users WHERE name = {name}\").ToList();")]
    [InlineData("FormattableString sql = $\"DELETE FROM users WHERE name = {name}\"; db.Database.ExecuteSql(sql);")]
    [InlineData("db.Users.Where(u => u.Name == name).ToList();")]
    public Task Statements_of_entity_framework_with_parameters_are_silent(string body) => Verify.VerifyAnalyzerAsync(SqlCases.EntityFrameworkAction(body), SqlCases.EntityFramework);

    [Theory]
    [InlineData("connection.Query([|\"SELECT 1 WHERE a = '\" + name + \"'\"|]);")]
    [InlineData("await connection.QueryAsync<int>([|$\"SELECT 1 WHERE a = '{name}'\"|]);")]
    [InlineData("connection.Execute([|$\"DELETE FROM users WHERE name = '{name}'\"|]);")]
    [InlineData("connection.ExecuteScalar<int>([|$\"SELECT 1 WHERE a = '{name}' AND b = @id\"|], new { id });")]
    [InlineData("SqlMapper.Query(connection, [|$\"SELECT 1 WHERE a = '{name}'\"|]);")]
    [InlineData("var definition = new CommandDefinition([|$\"SELECT 1 WHERE a = '{name}'\"|]);")]
    [InlineData("await connection.QueryFirstOrDefaultAsync<string>([|\"SELECT name FROM users ORDER BY \" + name|]);")]
    public Task Statements_of_dapper_are_found(string body) => Verify.VerifyAnalyzerAsync(SqlCases.DapperAction(body), SqlCases.Dapper);

    [Theory]
    [InlineData("connection.Query(\"SELECT 1 WHERE a = @name\", new { name });")]
    [InlineData("connection.Execute(\"DELETE FROM users WHERE id = \" + id);")]
    [InlineData("connection.Query(Select + \" WHERE name = @name\", new { model.Name });")]
    public Task Statements_of_dapper_with_parameters_are_silent(string body) => Verify.VerifyAnalyzerAsync(SqlCases.DapperAction(body), SqlCases.Dapper);

    [Theory]
    [InlineData("var command = connection.CreateCommand(); command.CommandText = \"SELECT 1\"; command.CommandText += [|\" WHERE a = '\" + name + \"'\"|];")]
    [InlineData("var conditions = new List<string>(); if (name.Length > 0) conditions.Add($\"a = '{name}'\"); using var command = new SqlCommand([|Select + \" WHERE \" + string.Join(\" AND \", conditions)|], connection);")]
    [InlineData("using var command = new SqlCommand([|string.Join(\" \", \"SELECT 1 WHERE a =\", name)|], connection);")]
    [InlineData("using var command = new SqlCommand([|string.Join(\" \", new[] { \"SELECT 1 WHERE a =\", name })|], connection);")]
    [InlineData("using var command = new SqlCommand([|$$\"\"\"SELECT 1 WHERE a = '{{name}}'\"\"\"|], connection);")]
    [InlineData("var sql = new StringBuilder(); sql.Append($\"SELECT 1 WHERE a = '{name}'\"); using var command = new SqlCommand([|sql.ToString()|], connection);")]
    [InlineData("var sql = new StringBuilder(); sql.AppendFormat(\"SELECT 1 WHERE a = '{0}'\", name); using var command = new SqlCommand([|sql.ToString()|], connection);")]
    [InlineData("var sql = new StringBuilder().Append(\"SELECT 1 WHERE a = '\").Append(name).Append('\\'').ToString(); using var command = new SqlCommand([|sql|], connection);")]
    [InlineData("var sql = new StringBuilder(); sql.Append(flag ? \"SELECT 1 WHERE a = '\" + name : \"x\"); using var command = new SqlCommand([|sql.ToString()|], connection);")]
    [InlineData("var sql = new StringBuilder(); sql.AppendLine($\"SELECT 1 WHERE a = '{note ?? name}'\").Append(\"x\"); using var command = new SqlCommand([|sql.ToString()|], connection);")]
    [InlineData("var parts = new List<string>(); parts.Add(note ?? \"\"); using var command = new SqlCommand([|\"SELECT 1 WHERE \" + string.Join(\" AND \", parts)|], connection);")]
    [InlineData("string? sql = null; sql ??= \"SELECT 1 WHERE a = '\" + name + \"'\"; using var command = new SqlCommand([|sql|], connection);")]
    [InlineData("var (sql, _) = (\"SELECT 1 WHERE a = '\" + name + \"'\", 1); using var command = new SqlCommand([|sql|], connection);")]
    [InlineData("if (note is { } n) { using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + n + \"'\"|], connection); }")]
    [InlineData("if (note is string { Length: > 0 } n) { using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + n + \"'\"|], connection); }")]
    [InlineData("var sql = id switch { 1 => \"SELECT 1\", _ => \"SELECT 1 WHERE a = '\" + name + \"'\" }; using var command = new SqlCommand([|sql|], connection);")]
    [InlineData("Func<string, string> build = n => \"SELECT 1 WHERE a = '\" + n + \"'\"; using var command = new SqlCommand([|build(name)|], connection);")]
    [InlineData("using var command = new SqlCommand([|\"SELECT 1 WHERE a IN ('\" + string.Join(\"','\", name.Split(',').Select(x => x.Trim())) + \"')\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + (note ?? \"x\") + \"'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + Request.Form[\"a\"].FirstOrDefault() + \"'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + Request.Query[\"a\"][0] + \"'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + Request.Cookies[\"a\"] + \"'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + name[1..] + \"'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + name.Insert(0, \"x\") + \"'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|String.Concat(new object[] { \"SELECT 1 WHERE a = '\", name, \"'\" })|], connection);")]
    [InlineData("using var command = new SqlCommand([|string.Format(\"SELECT {0} {1} {2} {3}\", id, id, id, name)|], connection);")]
    [InlineData("object value = name; using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + value + \"'\"|], connection);")]
    [InlineData("dynamic value = name; using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + (string)value + \"'\"|], connection);")]
    [InlineData("using var reader = connection.CreateCommand() is { } c ? c.ExecuteReader() : null; var d = new Dictionary<string, string> { [\"a\"] = name }; using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" + d[\"a\"] + \"'\"|], connection);")]
    [InlineData("using var batch = source.CreateBatch(); batch.BatchCommands.Add(new NpgsqlBatchCommand([|\"SELECT '\" + name + \"'\"|]));")]
    [InlineData("IDbCommand command = connection.CreateCommand(); command.CommandText = [|\"SELECT '\" + name + \"'\"|];")]
    [InlineData("var adapter = new SqlDataAdapter(); adapter.SelectCommand = new SqlCommand([|\"SELECT '\" + name + \"'\"|], connection);")]
    public Task Text_that_goes_a_longer_way_is_found(string body) => Verify.VerifyAnalyzerAsync(SqlCases.AdoNetAction(body), SqlCases.AdoNet);

    [Theory]
    [InlineData("if (!Allowed.Any(a => a == name)) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 ORDER BY {name}\", connection);")]
    [InlineData("if (!Array.Exists(Allowed, a => a == name)) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 ORDER BY {name}\", connection);")]
    [InlineData("var column = Allowed.FirstOrDefault(a => a == name) ?? \"id\"; using var command = new SqlCommand($\"SELECT 1 ORDER BY {column}\", connection);")]
    [InlineData("var column = Allowed.Contains(name) ? name : \"id\"; using var command = new SqlCommand($\"SELECT 1 ORDER BY {column}\", connection);")]
    [InlineData("var direction = name.Equals(\"desc\", StringComparison.OrdinalIgnoreCase) ? \"DESC\" : \"ASC\"; using var command = new SqlCommand($\"SELECT 1 ORDER BY a {direction}\", connection);")]
    [InlineData("switch (name) { case \"name\": case \"age\": break; default: return BadRequest(); } using var command = new SqlCommand($\"SELECT 1 ORDER BY {name}\", connection);")]
    [InlineData("if (!name.All(char.IsLetterOrDigit)) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 ORDER BY {name}\", connection);")]
    [InlineData("if (!name.All(c => char.IsAsciiLetter(c) || c == '_')) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 ORDER BY {name}\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 WHERE a = '{Escape(name)}'\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 WHERE a = '{name.Replace(\"'\", \"''\")}'\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 WHERE a = '{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(name))}'\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 WHERE a = '{name.GetHashCode()}'\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 WHERE a = {Convert.ToInt32(name)}\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 WHERE a = '{Guid.Parse(name)}'\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 WHERE a = '{DateTime.Parse(name):O}'\", connection);")]
    [InlineData("var ids = name.Split(',').Select(int.Parse); using var command = new SqlCommand($\"SELECT 1 WHERE a IN ({string.Join(\",\", ids)})\", connection);")]
    [InlineData("var ids = name.Split(',').Select(int.Parse).ToList(); using var command = new SqlCommand($\"SELECT 1 WHERE a IN ({string.Join(\",\", ids)})\", connection);")]
    [InlineData("var names = name.Split(','); var list = string.Join(\", \", names.Select((_, i) => $\"@p{i}\")); using var command = new SqlCommand($\"SELECT 1 WHERE a IN ({list})\", connection);")]
    [InlineData("var text = new StringBuilder(Select); if (name.Length > 0) text.Append(\" WHERE a = @a\"); using var command = new SqlCommand(text.ToString(), connection); command.Parameters.AddWithValue(\"@a\", name);")]
    [InlineData("using var first = new SqlCommand(\"SELECT a WHERE b = @b\", connection); first.Parameters.AddWithValue(\"@b\", name); var found = first.ExecuteScalar(); using var command = new SqlCommand($\"SELECT {found}\", connection);")]
    [InlineData("var property = typeof(Model).GetProperty(name); if (property is null) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 ORDER BY {property.Name}\", connection);")]
    [InlineData("using var command = new SqlCommand($\"SELECT 1 ORDER BY {nameof(name)}\", connection);")]
    [InlineData("if (!table.Columns.Contains(name)) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 ORDER BY {name}\", connection);")]
    [InlineData("if (!Columns.ContainsKey(name)) return BadRequest(); using var command = new SqlCommand($\"SELECT 1 ORDER BY {name}\", connection);")]
    [InlineData("var column = Columns.GetValueOrDefault(name, \"id\"); using var command = new SqlCommand($\"SELECT 1 ORDER BY {column}\", connection);")]
    public Task What_a_check_or_a_conversion_leaves_is_silent(string body) => Verify.VerifyAnalyzerAsync(SqlCases.AdoNetAction(body), SqlCases.AdoNet);

    [Fact]
    public Task Statements_of_a_repository_are_found_where_it_is_called() => Verify.VerifyAnalyzerAsync(Repository("[|name|]", "[|\"SELECT 1 WHERE a = '\" + name + \"'\"|]", "new SqlCommand(\"SELECT 1 WHERE a = '\" + name + \"'\", connection);"), SqlCases.AdoNet);

    [Fact]
    public Task The_fix_is_made_where_the_statement_is_built() => Verify.VerifyCodeFixAsync(
        Repository("[|name|]", "\"SELECT 1\"", "new SqlCommand(\"SELECT 1 WHERE a = '\" + name + \"'\", connection);"),
        Repository("name", "\"SELECT 1\"", "new SqlCommand(\"SELECT 1 WHERE a = @name\", connection);\n        command.Parameters.AddWithValue(\"@name\", name);"),
        references: SqlCases.AdoNet);

    private static string Repository(string name, string statement, string command) => $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Data.SqlClient;

        public class Repository(SqlConnection connection)
        {
            public object Find(string name)
            {
                using var command = {{command}}
                return command.ExecuteScalar();
            }

            public object Run(string sql) => new SqlCommand(sql, connection).ExecuteScalar();
        }

        public class UsersController(Repository repository) : ControllerBase
        {
            public object Get(string name) => repository.Find({{name}});

            public object Other(string name) => repository.Run({{statement}});
        }
        """;
}
