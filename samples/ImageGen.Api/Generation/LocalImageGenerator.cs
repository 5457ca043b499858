using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ImageGen.Api.Generation;

/// <summary>Draws a landscape from the prompt's hash: the same prompt gives the same picture, with no model and no network.</summary>
public sealed class LocalImageGenerator(IOptions<GenerationOptions> options, ILogger<LocalImageGenerator> logger) : IImageGenerator
{
    private const int Ridges = 5;

    public Task<byte[]> GenerateAsync(ImageRequest request, CancellationToken cancellationToken)
    {
        var width = Math.Clamp(request.Width ?? options.Value.Width, 16, 2048);
        var height = Math.Clamp(request.Height ?? options.Value.Height, 16, 2048);
        var tokenCount = request.Prompt.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        logger.LogInformation("Drawing {Width}x{Height} from {TokenCount} of at most {MaxTokens} tokens", width, height, tokenCount, options.Value.MaxTokens);

        var seed = BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(request.Prompt)));
        var pixels = Draw(width, height, new Random(seed), cancellationToken);
        return Task.FromResult(PngEncoder.Encode(width, height, pixels));
    }

    private static byte[] Draw(int width, int height, Random random, CancellationToken cancellationToken)
    {
        var hue = random.NextDouble();
        var skyTop = Color.FromHue(hue, 0.55, 0.45);
        var skyBottom = Color.FromHue(hue + 0.08 + (random.NextDouble() * 0.1), 0.45, 0.98);
        var sun = (X: width * (0.2 + (random.NextDouble() * 0.6)), Y: height * (0.2 + (random.NextDouble() * 0.25)), Radius: height * (0.06 + (random.NextDouble() * 0.06)));
        var sunColor = Color.FromHue(hue + 0.12, 0.25, 1.0);
        var ridges = Enumerable.Range(0, Ridges).Select(index => Ridge.Random(random, index, hue, height)).ToArray();

        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var x = 0; x < width; x++)
            {
                var color = Color.Mix(skyTop, skyBottom, (double)y / height);
                var distance = Math.Sqrt(((x - sun.X) * (x - sun.X)) + ((y - sun.Y) * (y - sun.Y)));
                color = Color.Mix(sunColor, color, Math.Clamp((distance - sun.Radius) / (sun.Radius * 0.6), 0, 1));
                foreach (var ridge in ridges)
                {
                    if (y >= ridge.HeightAt((double)x / width))
                        color = ridge.Color;
                }

                color.WriteTo(pixels.AsSpan(((y * width) + x) * 3, 3));
            }
        }

        return pixels;
    }

    /// <summary>One line of hills: three sine waves, nearer ones lower and darker.</summary>
    private sealed record Ridge(double Base, double Height, double[] Frequencies, double[] Phases, Color Color)
    {
        public static Ridge Random(Random random, int index, double hue, int imageHeight)
        {
            var nearness = (index + 1.0) / Ridges;
            return new Ridge(
                imageHeight * (0.42 + (0.48 * nearness)),
                imageHeight * (0.05 + (random.NextDouble() * 0.05)),
                [1 + random.Next(3), 3 + random.Next(4), 8 + random.Next(8)],
                [random.NextDouble() * Math.Tau, random.NextDouble() * Math.Tau, random.NextDouble() * Math.Tau],
                Color.FromHue(hue + 0.5, 0.2 + (0.3 * nearness), 0.75 - (0.6 * nearness)));
        }

        public double HeightAt(double x) =>
            Base
            - (Height * Math.Sin((x * Math.Tau * Frequencies[0]) + Phases[0]))
            - (Height * 0.4 * Math.Sin((x * Math.Tau * Frequencies[1]) + Phases[1]))
            - (Height * 0.12 * Math.Sin((x * Math.Tau * Frequencies[2]) + Phases[2]));
    }

    private readonly record struct Color(double Red, double Green, double Blue)
    {
        public static Color FromHue(double hue, double saturation, double value)
        {
            double Channel(double offset)
            {
                var k = (offset + (hue * 6)) % 6;
                return value - (value * saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1));
            }

            return new Color(Channel(5), Channel(3), Channel(1));
        }

        public static Color Mix(Color from, Color to, double amount) => new(
            from.Red + ((to.Red - from.Red) * amount),
            from.Green + ((to.Green - from.Green) * amount),
            from.Blue + ((to.Blue - from.Blue) * amount));

        public void WriteTo(Span<byte> pixel)
        {
            pixel[0] = (byte)(Math.Clamp(Red, 0, 1) * 255);
            pixel[1] = (byte)(Math.Clamp(Green, 0, 1) * 255);
            pixel[2] = (byte)(Math.Clamp(Blue, 0, 1) * 255);
        }
    }
}
