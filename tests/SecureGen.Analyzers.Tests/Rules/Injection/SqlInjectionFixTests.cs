using System;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.SqlInjection, SecureGen.Analyzers.CodeFixes.Rules.Injection.SqlInjectionFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class SqlInjectionFixTests
{
    private const string Indent = "\n        ";

    [Theory]
    [InlineData("\"SELECT * FROM users WHERE name = '\" + name + \"'\"", "\"SELECT * FROM users WHERE name = @name\"", "\"@name\", name")]
    [InlineData("\"SELECT * FROM users WHERE name = '\" + name + \"' AND age > 3\"", "\"SELECT * FROM users WHERE name = @name AND age > 3\"", "\"@name\", name")]
    [InlineData("$\"SELECT * FROM users WHERE name = '{name}' AND age > 3\"", "\"SELECT * FROM users WHERE name = @name AND age > 3\"", "\"@name\", name")]
    [InlineData("$\"SELECT * FROM {schema}.users WHERE name = '{name}'\"", "$\"SELECT * FROM {schema}.users WHERE name = @name\"", "\"@name\", name")]
    [InlineData("\"SELECT * FROM \" + schema + \".users WHERE name = '\" + name + \"'\"", "\"SELECT * FROM \" + schema + \".users WHERE name = @name\"", "\"@name\", name")]
    [InlineData("$\"SELECT 1 WHERE id = {id} AND name = '{name}'\"", "$\"SELECT 1 WHERE id = {id} AND name = @name\"", "\"@name\", name")]
    [InlineData("\"SELECT 1 WHERE name LIKE '%\" + name + \"%'\"", "\"SELECT 1 WHERE name LIKE @name\"", "\"@name\", \"%\" + name + \"%\"")]
    [InlineData("$\"SELECT 1 WHERE name LIKE '{name}%'\"", "\"SELECT 1 WHERE name LIKE @name\"", "\"@name\", name + \"%\"")]
    [InlineData("$\"SELECT 1 WHERE name = N'{name}'\"", "\"SELECT 1 WHERE name = @name\"", "\"@name\", name")]
    [InlineData("$\"SELECT 1 WHERE name = '{name,10}'\"", "\"SELECT 1 WHERE name = @name\"", "\"@name\", $\"{name,10}\"")]
    [InlineData("\"SELECT 1 WHERE age > \" + name", "\"SELECT 1 WHERE age > @name\"", "\"@name\", name")]
    [InlineData("\"SELECT 1 WHERE age >= \" + name + \" ORDER BY age\"", "\"SELECT 1 WHERE age >= @name ORDER BY age\"", "\"@name\", name")]
    [InlineData("$\"SELECT 1 WHERE age = {name} AND 1 = 1\"", "\"SELECT 1 WHERE age = @name AND 1 = 1\"", "\"@name\", name")]
    [InlineData("\"SELECT 1 WHERE a = '\" + model.Name + \"'\"", "\"SELECT 1 WHERE a = @name\"", "\"@name\", model.Name")]
    [InlineData("\"SELECT 1 WHERE a = '\" + model.Note + \"'\"", "\"SELECT 1 WHERE a = @note\"", "\"@note\", model.Note ?? \"\"")]
    [InlineData("\"SELECT 1 WHERE a = '\" + note + \"'\"", "\"SELECT 1 WHERE a = @note\"", "\"@note\", note ?? \"\"")]
    [InlineData("\"SELECT 1 WHERE a = \" + note", "\"SELECT 1 WHERE a = @note\"", "\"@note\", (object?)note ?? DBNull.Value")]
    [InlineData("\"SELECT 1 WHERE a = '\" + name.Trim() + \"'\"", "\"SELECT 1 WHERE a = @name\"", "\"@name\", name.Trim()")]
    [InlineData("\"SELECT 1 WHERE a = '\" + Request.Query[\"q\"] + \"'\"", "\"SELECT 1 WHERE a = @q\"", "\"@q\", Request.Query[\"q\"].ToString()")]
    [InlineData("@\"SELECT 1 WHERE a = '\" + name + @\"'\"", "@\"SELECT 1 WHERE a = @name\"", "\"@name\", name")]
    [InlineData("@\"SELECT 1 WHERE a = '\" + name + \"'\"", "@\"SELECT 1 WHERE a = @name\"", "\"@name\", name")]
    [InlineData("@\"SELECT 1 WHERE a = '\" + name + \"' AND b = 1\"", "@\"SELECT 1 WHERE a = @name\" + \" AND b = 1\"", "\"@name\", name")]
    [InlineData("$@\"SELECT 1 WHERE a = '{name}'\"", "@\"SELECT 1 WHERE a = @name\"", "\"@name\", name")]
    [InlineData("$\"\"\"SELECT 1 WHERE a = '{name}'\"\"\"", "\"\"\"SELECT 1 WHERE a = @name\"\"\"", "\"@name\", name")]
    [InlineData("$\"\"\"\n            SELECT 1\n            WHERE a = '{name}'\n            \"\"\"", "\"\"\"\n            SELECT 1\n            WHERE a = @name\n            \"\"\"", "\"@name\", name")]
    [InlineData("$\"SELECT 1 WHERE a BETWEEN '{name}' AND 'x'\"", "\"SELECT 1 WHERE a BETWEEN @name AND 'x'\"", "\"@name\", name")]
    [InlineData("$\"SELECT 1 WHERE a LIKE '{name}!%' ESCAPE '!'\"", "\"SELECT 1 WHERE a LIKE @name ESCAPE '!'\"", "\"@name\", name + \"!%\"")]
    [InlineData("$\"UPDATE t SET a='{name}', b = 'it''s' WHERE c = 1\"", "\"UPDATE t SET a=@name, b = 'it''s' WHERE c = 1\"", "\"@name\", name")]
    [InlineData("$\"SELECT '{name}'::date\"", "\"SELECT @name::date\"", "\"@name\", name")]
    [InlineData("$\"SELECT [it's] FROM t WHERE a <> '{name}'\"", "\"SELECT [it's] FROM t WHERE a <> @name\"", "\"@name\", name")]
    [InlineData("$\"SELECT 1 -- it's\\n FROM t WHERE lower('{name}') = a\"", "\"SELECT 1 -- it's\\n FROM t WHERE lower(@name) = a\"", "\"@name\", name")]
    [InlineData("$\"SELECT 1 /* it's */ FROM t WHERE a IN ('x', '{name}')\"", "\"SELECT 1 /* it's */ FROM t WHERE a IN ('x', @name)\"", "\"@name\", name")]
    [InlineData("$\"SELECT 1 WHERE a = '{name}' AND b = '{kind}' AND c = '{key}' AND d > '{day:O}'\"", "$\"SELECT 1 WHERE a = @name AND b = '{kind}' AND c = '{key}' AND d > '{day:O}'\"", "\"@name\", name")]
    [InlineData("\"SELECT 1 WHERE a = '\" + name + \"'\" + (flag ? \" AND b = 1\" : \"\")", "\"SELECT 1 WHERE a = @name\" + (flag ? \" AND b = 1\" : \"\")", "\"@name\", name")]
    [InlineData("$\"SELECT 1 WHERE a = '{name}'\" + $\" AND b = '{schema}x'\"", "\"SELECT 1 WHERE a = @name\" + \" AND b = @schema\"", "\"@name\", name);\n        command.Parameters.AddWithValue(\"@schema\", schema + \"x\"")]
    [InlineData("string.Format(\"SELECT 1 WHERE a = '{0}'\", name)", "\"SELECT 1 WHERE a = @name\"", "\"@name\", name")]
    [InlineData("string.Concat(\"SELECT 1 WHERE a = '\", name, \"' OR 1 = 2\")", "\"SELECT 1 WHERE a = @name OR 1 = 2\"", "\"@name\", name")]
    [InlineData("string.Concat(\"SELECT * FROM \", schema, \".users WHERE a = '\", name, \"' OR 1 = 2\")", "string.Concat(\"SELECT * FROM \", schema, \".users WHERE a = @name OR 1 = 2\")", "\"@name\", name")]
    [InlineData("Select + \" WHERE name = '\" + name + \"'\"", "Select + \" WHERE name = @name\"", "\"@name\", name")]
    [InlineData("\"SELECT * FROM users \" +\n            \"WHERE name = '\" + name + \"' \" + // by name\n            \"ORDER BY id\"", "\"SELECT * FROM users \" +\n            \"WHERE name = @name \" + // by name\n            \"ORDER BY id\"", "\"@name\", name")]
    [InlineData("\"SELECT 1 WHERE a = '\" + (name + \"x\") + \"'\"", "\"SELECT 1 WHERE a = @name\"", "\"@name\", name + \"x\"")]
    [InlineData("\"SELECT 1 WHERE a = '\" + (flag ? name : city) + \"'\"", "\"SELECT 1 WHERE a = @value\"", "\"@value\", flag ? name : city")]
    [InlineData("\"UPDATE users SET note = '\" + note + \"' WHERE id = \" + id", "\"UPDATE users SET note = @note WHERE id = \" + id", "\"@note\", note ?? \"\"")]
    [InlineData("\"EXEC FindUser '\" + name + \"'\"", "\"EXEC FindUser @name\"", "\"@name\", name")]
    [InlineData("\"SELECT 1 WHERE a = '\" + name + \"-\" + id + \"'\"", "\"SELECT 1 WHERE a = @name\"", "\"@name\", name + \"-\" + id")]
    [InlineData("\"SELECT '@name' WHERE a = '\" + name + \"'\"", "\"SELECT '@name' WHERE a = @name2\"", "\"@name2\", name")]
    public async Task A_value_becomes_a_parameter_of_the_command(string statement, string changed, string parameter)
    {
        await Verify.VerifyCodeFixAsync(
            SqlCases.AdoNetAction($"using var command = new SqlCommand([|{statement}|], connection);"),
            SqlCases.AdoNetAction($"using var command = new SqlCommand({changed}, connection);{Indent}command.Parameters.AddWithValue({parameter});"),
            references: SqlCases.AdoNet);
        await Verify.VerifyCodeFixAsync(
            SqlCases.AdoNetAction($"var command = connection.CreateCommand();{Indent}command.CommandText = [|{statement}|];{Indent}command.ExecuteNonQuery();"),
            SqlCases.AdoNetAction($"var command = connection.CreateCommand();{Indent}command.CommandText = {changed};{Indent}command.Parameters.AddWithValue({parameter});{Indent}command.ExecuteNonQuery();"),
            references: SqlCases.AdoNet);
    }

    [Theory]
    [InlineData("using var command = new SqliteCommand([|$\"SELECT 1 WHERE a = '{name}'\"|], sqlite);", "using var command = new SqliteCommand(\"SELECT 1 WHERE a = @name\", sqlite);\n        command.Parameters.AddWithValue(\"@name\", name);")]
    [InlineData("await using var command = source.CreateCommand([|$\"SELECT 1 WHERE a = '{name}'\"|]);", "await using var command = source.CreateCommand(\"SELECT 1 WHERE a = @name\");\n        command.Parameters.AddWithValue(\"@name\", name);")]
    [InlineData("var batch = new NpgsqlBatchCommand([|$\"SELECT 1 WHERE a = '{name}'\"|]);", "var batch = new NpgsqlBatchCommand(\"SELECT 1 WHERE a = @name\");\n        batch.Parameters.AddWithValue(\"@name\", name);")]
    [InlineData("SqlCommand command = new([|$\"SELECT 1 WHERE a = '{name}'\"|], connection);", "SqlCommand command = new(\"SELECT 1 WHERE a = @name\", connection);\n        command.Parameters.AddWithValue(\"@name\", name);")]
    [InlineData("SqlCommand command;\n        command = new SqlCommand([|$\"SELECT 1 WHERE a = '{name}'\"|], connection);", "SqlCommand command;\n        command = new SqlCommand(\"SELECT 1 WHERE a = @name\", connection);\n        command.Parameters.AddWithValue(\"@name\", name);")]
    [InlineData("var command = new SqlCommand { Connection = connection, CommandText = [|$\"SELECT 1 WHERE a = '{name}'\"|] };", "var command = new SqlCommand { Connection = connection, CommandText = \"SELECT 1 WHERE a = @name\" };\n        command.Parameters.AddWithValue(\"@name\", name);")]
    [InlineData("var sql = $\"SELECT 1 WHERE a = '{name}'\";\n        using var command = new SqlCommand([|sql|], connection); // run it", "var sql = \"SELECT 1 WHERE a = @name\";\n        using var command = new SqlCommand(sql, connection); // run it\n        command.Parameters.AddWithValue(\"@name\", name);")]
    [InlineData("using (var command = new SqlCommand([|$\"SELECT 1 WHERE a = '{name}'\"|], connection))\n        {\n            command.ExecuteScalar();\n        }", "using (var command = new SqlCommand(\"SELECT 1 WHERE a = @name\", connection))\n        {\n            command.Parameters.AddWithValue(\"@name\", name);\n            command.ExecuteScalar();\n        }")]
    [InlineData("using (var command = new SqlCommand([|$\"SELECT 1 WHERE a = '{name}'\"|], connection))\n        using (var reader = command.ExecuteReader())\n        {\n        }", "using (var command = new SqlCommand(\"SELECT 1 WHERE a = @name\", connection))\n        {\n            command.Parameters.AddWithValue(\"@name\", name);\n            using (var reader = command.ExecuteReader())\n            {\n            }\n        }")]
    [InlineData("foreach (var part in name.Split(','))\n        {\n            using var command = connection.CreateCommand();\n            command.CommandText = [|\"SELECT 1 WHERE a = '\" + part + \"'\"|];\n        }", "foreach (var part in name.Split(','))\n        {\n            using var command = connection.CreateCommand();\n            command.CommandText = \"SELECT 1 WHERE a = @part\";\n            command.Parameters.AddWithValue(\"@part\", part);\n        }")]
    [InlineData("var command = any.CreateCommand();\n        command.CommandText = [|$\"SELECT 1 WHERE a = '{name}'\"|];", "var command = any.CreateCommand();\n        command.CommandText = \"SELECT 1 WHERE a = @name\";\n        var nameParameter = command.CreateParameter();\n        nameParameter.ParameterName = \"@name\";\n        nameParameter.Value = name;\n        command.Parameters.Add(nameParameter);")]
    [InlineData("var command = old.CreateCommand();\n        command.CommandText = [|$\"SELECT 1 WHERE a = '{note}'\"|];", "var command = old.CreateCommand();\n        command.CommandText = \"SELECT 1 WHERE a = @note\";\n        var noteParameter = command.CreateParameter();\n        noteParameter.ParameterName = \"@note\";\n        noteParameter.Value = note ?? \"\";\n        command.Parameters.Add(noteParameter);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 WHERE a = '{name}' AND b = '{city}' AND c = '{name}'\"|], connection);", "using var command = new SqlCommand(\"SELECT 1 WHERE a = @name AND b = @city AND c = @name2\", connection);\n        command.Parameters.AddWithValue(\"@name\", name);\n        command.Parameters.AddWithValue(\"@city\", city);\n        command.Parameters.AddWithValue(\"@name2\", name);")]
    [InlineData("using var command = new SqlCommand([|\"INSERT INTO users (name, city, age) VALUES ('\" + name + \"', '\" + city + \"', \" + id + \")\"|], connection);", "using var command = new SqlCommand(\"INSERT INTO users (name, city, age) VALUES (@name, @city, \" + id + \")\", connection);\n        command.Parameters.AddWithValue(\"@name\", name);\n        command.Parameters.AddWithValue(\"@city\", city);")]
    [InlineData("using var command = new SqlCommand([|$\"INSERT INTO users VALUES ({name}, 1), (2, {name})\"|], connection);", "using var command = new SqlCommand(\"INSERT INTO users VALUES (@name, 1), (2, @name2)\", connection);\n        command.Parameters.AddWithValue(\"@name\", name);\n        command.Parameters.AddWithValue(\"@name2\", name);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 WHERE a = '{city.Replace(\"'\", \"''\")}' AND b = '{name}'\"|], connection);", "using var command = new SqlCommand($\"SELECT 1 WHERE a = '{city.Replace(\"'\", \"''\")}' AND b = @name\", connection);\n        command.Parameters.AddWithValue(\"@name\", name);")]
    [InlineData("switch (id)\n        {\n            case 1:\n                var command = connection.CreateCommand();\n                command.CommandText = [|$\"SELECT 1 WHERE a = '{name}'\"|];\n                break;\n        }", "switch (id)\n        {\n            case 1:\n                var command = connection.CreateCommand();\n                command.CommandText = \"SELECT 1 WHERE a = @name\";\n                command.Parameters.AddWithValue(\"@name\", name);\n                break;\n        }")]
    public Task A_command_in_a_local_is_given_its_parameters_behind_its_statement(string body, string changed) =>
        Verify.VerifyCodeFixAsync(SqlCases.AdoNetAction(body), SqlCases.AdoNetAction(changed), references: SqlCases.AdoNet);

    [Theory]
    [InlineData("using var command = new SqlCommand([|\"SELECT * FROM \" + name|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 ORDER BY {name}\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT {name} FROM users\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT * FROM [{name}]\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT * FROM \\\"{name}\\\"\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT * FROM users_{name} WHERE a = '{city}'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 WHERE {name} = 1\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 WHERE a IN ({name})\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 WHERE a IN ('{name}')\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 AS '{name}'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"CREATE LOGIN x WITH PASSWORD = '{name}'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"EXEC('SELECT 1 WHERE a = ''{name}''')\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"EXEC sp_executesql N'SELECT {name}'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 -- {name}\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 /* {name} */\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 WHERE a = {name}{city}\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 WHERE a = {name}.x\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT DATE '{name}'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 WHERE a = E'{name}'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT $${name}$$\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 WHERE a = '{name}\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|name|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 LIMIT {name}\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 WHERE a = 'x\\\\{name}'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT lower({name})\"|], connection);")]
    [InlineData("var count = new SqlCommand([|$\"SELECT 1 WHERE a = '{name}'\"|], connection).ExecuteScalar();")]
    [InlineData("var rows = table.Select([|\"name = '\" + name + \"'\"|]);")]
    [InlineData("var adapter = new SqlDataAdapter([|$\"SELECT 1 WHERE a = '{name}'\"|], connection);")]
    [InlineData("await using var command = new NpgsqlCommand([|\"SELECT 1 WHERE a = \" + name|], npgsql);")]
    [InlineData("var command = connection.CreateCommand(); foreach (var part in name.Split(',')) { command.CommandText = [|\"SELECT 1 WHERE a = '\" + part + \"'\"|]; command.ExecuteNonQuery(); }")]
    [InlineData("var command = connection.CreateCommand(); command.CommandText = \"SELECT 1\"; command.ExecuteScalar(); command.CommandText = [|\"SELECT 1 WHERE a = '\" + name + \"'\"|];")]
    [InlineData("var command = connection.CreateCommand(); if (flag) command.CommandText = [|\"SELECT 1 WHERE a = '\" + name + \"'\"|];")]
    [InlineData("var sql = $\"SELECT 1 WHERE a = '{name}'\"; Console.WriteLine(sql); using var command = new SqlCommand([|sql|], connection);")]
    [InlineData("var sql = $\"SELECT 1 WHERE a = '{name}'\"; name = city; using var command = new SqlCommand([|sql|], connection);")]
    [InlineData("var sql = \"SELECT 1\"; sql += $\" WHERE a = '{name}'\"; using var command = new SqlCommand([|sql|], connection);")]
    [InlineData("using var command = new SqlCommand([|\"SELECT 1 WHERE a = '\" /* open */ + name + \"'\"|], connection);")]
    [InlineData("using var command = new SqlCommand([|string.Format(\"SELECT 1 WHERE a = '{0}' OR b = '{0}'\", name)|], connection);")]
    [InlineData("using var command = new SqlCommand([|$\"SELECT 1 WHERE a = '{city.Replace(\"'\", \"''\")}' AND b = {name}x\"|], connection);")]
    public Task What_cannot_be_a_parameter_has_no_fix(string body) => Verify.VerifyNoCodeFixAsync(SqlCases.AdoNetAction(body), SqlCases.AdoNet);

    [Theory]
    [InlineData("db.Users.FromSqlRaw([|$\"SELECT * FROM users WHERE name = '{name}'\"|]).ToList();", "db.Users.FromSql($\"SELECT * FROM users WHERE name = {name}\").ToList();")]
    [InlineData("db.Users.FromSqlRaw([|\"SELECT * FROM users WHERE name = '\" + name + \"' AND id > \" + id|]).ToList();", "db.Users.FromSqlRaw(\"SELECT * FROM users WHERE name = {0} AND id > \" + id, name).ToList();")]
    [InlineData("db.Users.FromSqlRaw([|\"SELECT * FROM users WHERE name = '\" + name + \"'\"|]).ToList();", "db.Users.FromSql($\"SELECT * FROM users WHERE name = {name}\").ToList();")]
    [InlineData("db.Users.FromSqlRaw([|$\"SELECT * FROM users WHERE name LIKE '%{name}%'\"|]).ToList();", "db.Users.FromSql($\"SELECT * FROM users WHERE name LIKE {\"%\" + name + \"%\"}\").ToList();")]
    [InlineData("db.Users.FromSqlRaw([|$\"SELECT * FROM users WHERE name = '{note}'\"|]).ToList();", "db.Users.FromSql($\"SELECT * FROM users WHERE name = {note ?? \"\"}\").ToList();")]
    [InlineData("db.Users.FromSqlRaw([|$\"SELECT * FROM {schema}.users WHERE name = '{name}'\"|]).ToList();", "db.Users.FromSqlRaw($\"SELECT * FROM {schema}.users WHERE name = {{0}}\", name).ToList();")]
    [InlineData("db.Users.FromSqlRaw([|\"SELECT * FROM \" + schema + \".users WHERE name = '\" + name + \"' AND a = '\" + city + \"'\"|]).ToList();", "db.Users.FromSqlRaw(\"SELECT * FROM \" + schema + \".users WHERE name = {0} AND a = {1}\", name, city).ToList();")]
    [InlineData("db.Users.FromSqlRaw([|\"SELECT * FROM users \" +\n            \"WHERE name = '\" + name + \"'\"|]).ToList();", "db.Users.FromSqlRaw(\"SELECT * FROM users \" +\n            \"WHERE name = {0}\", name).ToList();")]
    [InlineData("db.Database.ExecuteSqlRaw([|\"DELETE FROM users WHERE name = '\" + name + \"'\"|]);", "db.Database.ExecuteSql($\"DELETE FROM users WHERE name = {name}\");")]
    [InlineData("await db.Database.ExecuteSqlRawAsync([|$\"DELETE FROM users WHERE name = '{name}'\"|]);", "await db.Database.ExecuteSqlAsync($\"DELETE FROM users WHERE name = {name}\");")]
    [InlineData("await db.Database.ExecuteSqlRawAsync([|$\"DELETE FROM users WHERE name = '{name}'\"|], token);", "await db.Database.ExecuteSqlAsync($\"DELETE FROM users WHERE name = {name}\", token);")]
    [InlineData("await db.Database.ExecuteSqlRawAsync([|$\"DELETE FROM {schema}.users WHERE name = '{name}'\"|], token);", "await db.Database.ExecuteSqlRawAsync($\"DELETE FROM {schema}.users WHERE name = {{0}}\", new object[] { name }, token);")]
    [InlineData("db.Database.SqlQueryRaw<int>([|$\"SELECT id FROM users WHERE name = '{name}'\"|]).ToList();", "db.Database.SqlQuery<int>($\"SELECT id FROM users WHERE name = {name}\").ToList();")]
    [InlineData("var sql = $\"DELETE FROM users WHERE name = '{name}'\"; db.Database.ExecuteSqlRaw([|sql|]);", "var sql = \"DELETE FROM users WHERE name = {0}\"; db.Database.ExecuteSqlRaw(sql, name);")]
    [InlineData("db.Users.FromSqlRaw([|$@\"\n            SELECT * FROM users\n            WHERE name = '{name}'\"|]).ToList();", "db.Users.FromSql($@\"\n            SELECT * FROM users\n            WHERE name = {name}\").ToList();")]
    [InlineData("db.Users.FromSqlRaw([|$\"\"\"\n            SELECT * FROM users\n            WHERE name = '{name}'\n            \"\"\"|]).ToList();", "db.Users.FromSql($\"\"\"\n            SELECT * FROM users\n            WHERE name = {name}\n            \"\"\").ToList();")]
    [InlineData("db.Database.ExecuteSqlRaw([|$\"DELETE FROM users WHERE name = '{(flag ? name : city)}'\"|]);", "db.Database.ExecuteSql($\"DELETE FROM users WHERE name = {(flag ? name : city)}\");")]
    public Task Entity_framework_makes_a_parameter_of_each_value(string body, string changed) =>
        Verify.VerifyCodeFixAsync(SqlCases.EntityFrameworkAction(body), SqlCases.EntityFrameworkAction(changed), references: SqlCases.EntityFramework);

    [Theory]
    [InlineData("db.Users.FromSqlRaw([|$\"SELECT * FROM {name}\"|]).ToList();")]
    [InlineData("db.Users.FromSqlRaw([|$\"SELECT * FROM users ORDER BY {name}\"|]).ToList();")]
    [InlineData("db.Users.FromSqlRaw([|$\"SELECT * FROM users WHERE a = '{name}' AND id = {{0}}\"|], id).ToList();")]
    [InlineData("db.Database.ExecuteSqlRaw([|\"UPDATE users SET note = '{ }' WHERE name = '\" + name + \"'\"|]);")]
    public Task Entity_framework_has_no_parameters_for_anything_else(string body) => Verify.VerifyNoCodeFixAsync(SqlCases.EntityFrameworkAction(body), SqlCases.EntityFramework);

    [Theory]
    [InlineData("connection.Query([|\"SELECT 1 WHERE a = '\" + name + \"'\"|]);", "connection.Query(\"SELECT 1 WHERE a = @name\", new { name });")]
    [InlineData("await connection.QueryAsync<int>([|$\"SELECT 1 WHERE a = '{name}' AND b = '{city}'\"|]);", "await connection.QueryAsync<int>(\"SELECT 1 WHERE a = @name AND b = @city\", new { name, city });")]
    [InlineData("connection.Execute([|$\"DELETE FROM users WHERE name = '{model.Name}'\"|], commandTimeout: 3);", "connection.Execute(\"DELETE FROM users WHERE name = @name\", new { name = model.Name }, commandTimeout: 3);")]
    [InlineData("connection.ExecuteScalar<int>([|$\"SELECT 1 WHERE a = '{name}' AND b = @id\"|], new { id });", "connection.ExecuteScalar<int>(\"SELECT 1 WHERE a = @name AND b = @id\", new { id, name });")]
    [InlineData("connection.Query([|$\"SELECT 1 WHERE a LIKE '%{name}%'\"|]);", "connection.Query(\"SELECT 1 WHERE a LIKE @name\", new { name = \"%\" + name + \"%\" });")]
    [InlineData("SqlMapper.Query(connection, [|$\"SELECT 1 WHERE a = '{name}'\"|]);", "SqlMapper.Query(connection, \"SELECT 1 WHERE a = @name\", new { name });")]
    [InlineData("connection.Query<int, int, int>([|$\"SELECT 1 WHERE a = '{name}'\"|], (a, b) => a);", "connection.Query<int, int, int>(\"SELECT 1 WHERE a = @name\", (a, b) => a, param: new { name });")]
    [InlineData("var definition = new CommandDefinition([|$\"SELECT 1 WHERE a = '{note}'\"|]);", "var definition = new CommandDefinition(\"SELECT 1 WHERE a = @note\", new { note = note ?? \"\" });")]
    [InlineData("var sql = $\"SELECT 1 WHERE a = '{name}'\"; connection.Query([|sql|]);", "var sql = \"SELECT 1 WHERE a = @name\"; connection.Query(sql, new { name });")]
    public Task Dapper_is_given_an_object_with_the_values(string body, string changed) =>
        Verify.VerifyCodeFixAsync(SqlCases.DapperAction(body), SqlCases.DapperAction(changed), references: SqlCases.Dapper);

    [Theory]
    [InlineData("connection.Query([|\"SELECT 1 ORDER BY \" + name|]);")]
    [InlineData("connection.Query([|$\"SELECT 1 WHERE a = '{name}' AND b = @id\"|], model);")]
    [InlineData("connection.Query([|$\"SELECT 1 WHERE a = '{name}'\"|], null);")]
    public Task What_dapper_is_given_already_is_left_alone(string body) => Verify.VerifyNoCodeFixAsync(SqlCases.DapperAction(body), SqlCases.Dapper);

    [Fact]
    public Task Several_commands_of_one_method_are_fixed_together() => Verify.VerifyCodeFixAsync(
        SqlCases.AdoNetAction("""
            var first = any.CreateCommand();
                    first.CommandText = [|$"SELECT 1 WHERE a = '{name}'"|];
                    var second = any.CreateCommand();
                    second.CommandText = [|"SELECT 1 WHERE a = '" + name + "'"|];
                    using var third = new SqlCommand([|"SELECT 1 WHERE b = '" + city + "'"|], connection);
            """),
        SqlCases.AdoNetAction("""
            var first = any.CreateCommand();
                    first.CommandText = "SELECT 1 WHERE a = @name";
                    var firstName = first.CreateParameter();
                    firstName.ParameterName = "@name";
                    firstName.Value = name;
                    first.Parameters.Add(firstName);
                    var second = any.CreateCommand();
                    second.CommandText = "SELECT 1 WHERE a = @name";
                    var secondName = second.CreateParameter();
                    secondName.ParameterName = "@name";
                    secondName.Value = name;
                    second.Parameters.Add(secondName);
                    using var third = new SqlCommand("SELECT 1 WHERE b = @city", connection);
                    third.Parameters.AddWithValue("@city", city);
            """),
        references: SqlCases.AdoNet);

    [Fact]
    public Task A_lambda_of_the_start_is_fixed() => Verify.VerifyCodeFixAsync(
        """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Data.SqlClient;

        var app = WebApplication.Create();
        app.MapGet("/users", (string name) =>
        {
            using var connection = new SqlConnection("");
            using var command = new SqlCommand([|$"SELECT 1 WHERE a = '{name}'"|], connection);
            return command.ExecuteScalar();
        });
        app.Run();
        """,
        """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Data.SqlClient;

        var app = WebApplication.Create();
        app.MapGet("/users", (string name) =>
        {
            using var connection = new SqlConnection("");
            using var command = new SqlCommand("SELECT 1 WHERE a = @name", connection);
            command.Parameters.AddWithValue("@name", name);
            return command.ExecuteScalar();
        });
        app.Run();
        """,
        references: SqlCases.AdoNet);

    [Fact]
    public Task Top_level_statements_are_fixed() => Verify.VerifyCodeFixAsync(
        """
        using System.IO.Compression;
        using System.Linq;
        using Microsoft.Data.SqlClient;

        using var connection = new SqlConnection("");
        var entry = ZipFile.OpenRead("a.zip").Entries.First();
        using var command = new SqlCommand([|$"SELECT 1 WHERE a = '{entry.FullName}'"|], connection);
        command.ExecuteScalar();
        """,
        """
        using System.IO.Compression;
        using System.Linq;
        using Microsoft.Data.SqlClient;

        using var connection = new SqlConnection("");
        var entry = ZipFile.OpenRead("a.zip").Entries.First();
        using var command = new SqlCommand("SELECT 1 WHERE a = @fullName", connection);
        command.Parameters.AddWithValue("@fullName", entry.FullName);
        command.ExecuteScalar();
        """,
        references: SqlCases.AdoNet);

    [Fact]
    public async Task Line_breaks_of_the_file_are_kept()
    {
        const string Source = "using Microsoft.Data.SqlClient;\r\nusing Microsoft.AspNetCore.Mvc;\r\n\r\npublic class C : ControllerBase\r\n{\r\n    public void Get(string name, [FromServices] SqlConnection connection)\r\n    {\r\n        using (var command = new SqlCommand(\"SELECT '\" + name + \"'\", connection))\r\n        {\r\n            command.ExecuteScalar();\r\n        }\r\n\r\n        var other = new SqlCommand(\"SELECT '\" + name + \"'\", connection);\r\n    }\r\n}\r\n";
        using var workspace = new AdhocWorkspace();
        var document = workspace.CurrentSolution
            .AddProject("Lines", "Lines", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddMetadataReferences(SqlCases.AdoNet.References)
            .AddDocument("C.cs", Source);
        var findings = await (await document.Project.GetCompilationAsync())!.WithAnalyzers([new SqlInjection()]).GetAnalyzerDiagnosticsAsync();
        Assert.Equal(2, findings.Length);
        var text = (await (await new SqlInjectionFix().ApplyAsync(document, findings, "SGA6001.Parameters", default)).GetTextAsync()).ToString();
        Assert.Contains("AddWithValue", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("netstandard2.0", "System.Data.SqlClient")]
    [InlineData("net8.0", "Microsoft.Data.SqlClient")]
    public Task The_fix_serves_older_frameworks_and_languages(string framework, string library) => new CSharpCodeFixTest<SqlInjection, SqlInjectionFix>
    {
        ReferenceAssemblies = ReferenceAssemblies.Tier(framework).With(library),
        LanguageVersion = LanguageVersion.CSharp8,
        TestCode = Archive(library, "new SqlCommand([|$\"SELECT 1 WHERE a = '{entry.FullName}' OR b = \" + entry.FullName + \" OR c = 1\"|], connection);"),
        FixedCode = Archive(library, "new SqlCommand(\"SELECT 1 WHERE a = @fullName OR b = @fullName2\" + \" OR c = 1\", connection);\n            command.Parameters.AddWithValue(\"@fullName\", entry.FullName);\n            command.Parameters.AddWithValue(\"@fullName2\", entry.FullName);"),
    }.RunAsync();

    private static string Archive(string library, string creation) => $$"""
        using System.IO.Compression;
        using {{library}};

        public class Import
        {
            public void Read(ZipArchive archive, SqlConnection connection)
            {
                foreach (var entry in archive.Entries)
                {
                    var command = {{creation}}
                }
            }
        }
        """;

    [Fact]
    public async Task Fix_all_fixes_what_it_can_behind_a_finding_that_has_no_fix()
    {
        var test = new CSharpCodeFixTest<SqlInjection, SqlInjectionFix> { ReferenceAssemblies = ReferenceAssemblies.Net100.With("Dapper") };
        test.Sources.Add(("Test0.cs", """
            using System.Data;
            using Dapper;
            using Microsoft.AspNetCore.Mvc;

            public class ItemsController(IDbConnection con) : ControllerBase
            {
                public object Sorted(string column) => con.Query([|"SELECT * FROM t ORDER BY " + column|]);

                public object Named(string name) => con.Query([|"SELECT * FROM t WHERE n = '" + name + "'"|]);
            }
            """));
        var text = await test.FixedWithoutActionAsync();
        Assert.Contains("ORDER BY \" + column", text, System.StringComparison.Ordinal);
        Assert.Contains("WHERE n = @name", text, System.StringComparison.Ordinal);
    }
}
