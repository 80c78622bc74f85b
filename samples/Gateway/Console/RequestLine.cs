using System.Globalization;

namespace Gatehouse.Samples.Gateway;

/// <summary>A request as one line in columns. Nothing of it is what the client wrote, so that no line holds a secret.</summary>
internal static class RequestLine
{
    /// <summary>The category of the events.</summary>
    internal const string Category = "Gatehouse.Hosting.Requests";

    private const string None = "-";

    /// <summary><c>14:03:22  GET     200     3.1 ms  shop/edge:8080  shop/products[testers] -> shop/products-v2:80</c></summary>
    internal static string Format(IReadOnlyList<KeyValuePair<string, object?>> fields, string message, Ink ink)
    {
        if (Find(fields, "Status") is not int status || Find(fields, "ElapsedMs") is not double elapsed)
        {
            return message;
        }

        string time = ink.Dim(DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        string took = string.Create(CultureInfo.InvariantCulture, $"{elapsed,7:0.0} ms");
        return $"{time}  {Text(fields, "Method"),-7} {Paint(status, ink)} {took}  {Text(fields, "Listener")}  {Way(fields, ink)}";
    }

    private static string Way(IReadOnlyList<KeyValuePair<string, object?>> fields, Ink ink)
    {
        string route = Text(fields, "Route");
        string reason = Text(fields, "Reason");
        string where = route == None ? "" : $"{route}[{Text(fields, "Rule")}] ";
        string backend = Text(fields, "Backend") is var name && name != None ? $"-> {name} " : "";
        return $"{where}{backend}{(reason is "Forwarded" or "Redirected" ? "" : ink.Yellow(reason))}".TrimEnd();
    }

    private static string Paint(int status, Ink ink)
    {
        string text = status.ToString(CultureInfo.InvariantCulture);
        return status switch
        {
            >= 500 => ink.Red(text),
            >= 400 => ink.Yellow(text),
            >= 300 => ink.Cyan(text),
            _ => ink.Green(text),
        };
    }

    private static string Text(IReadOnlyList<KeyValuePair<string, object?>> fields, string name) => Find(fields, name)?.ToString() ?? None;

    private static object? Find(IReadOnlyList<KeyValuePair<string, object?>> fields, string name)
    {
        foreach (KeyValuePair<string, object?> field in fields)
        {
            if (field.Key == name)
            {
                return field.Value;
            }
        }

        return null;
    }
}
