using System;
using SecureGen.Analyzers.Configuration;
using Xunit;

namespace SecureGen.Analyzers.Tests.Configuration;

/// <summary>Files that somebody, or something, has damaged.</summary>
internal static class Mutations
{
    private const string Characters = "\"'\\/*<>&;=#-![]{}:, \t\r\n\0\uFEFF\ud83du0aA$%(){}";

    public static string Of(string text, Random random)
    {
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(0, 4), text.Length - at);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Characters[random.Next(Characters.Length)].ToString()),
                _ => text.Insert(random.Next(text.Length + 1), text.Substring(at, length)),
            };
        }

        return text;
    }

    public static void CheckPlaces(string text, Setting setting)
    {
        Assert.InRange(setting.Span.End, 0, text.Length);
        Assert.True(setting.Span.Contains(setting.Content), setting.Path);
        for (var i = 0; i < setting.Text.Length; i++)
            Assert.True(setting.Content.Contains(setting.SpanOf(i, 1)), setting.Path + " at " + i);
        if (setting.Positions is null && setting.Value is not null)
            Assert.Equal(setting.Value, text.Substring(setting.Content.Start, setting.Content.Length));
    }
}
