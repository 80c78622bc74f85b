using System.Globalization;

namespace Gatehouse.EndToEnd.Benchmarks;

/// <summary>Arguments that this program gives its own processes; a wrong one is a defect of it.</summary>
internal static class ChildArguments
{
    internal static int Port(string text) => ushort.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    internal static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
