using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// A statement that is parsed once for a context's connection, and not at every call: for what is done so often that the
/// parsing would be most of it.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly GameServerContext _context;
    private readonly DbCommand _command;

    /// <summary>Makes a statement.</summary>
    /// <param name="context">Where it is used.</param>
    /// <param name="text">In SQL.</param>
    /// <param name="parameters">The names in it that stand for values.</param>
    public PreparedStatement(GameServerContext context, string text, params ReadOnlySpan<string> parameters)
    {
        _context = context;
        _command = context.Database.GetDbConnection().CreateCommand();
        _command.CommandText = text;
        foreach (var name in parameters)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>Runs it.</summary>
    /// <param name="values">In the order of the parameters.</param>
    public void Run(params ReadOnlySpan<object> values) => With(values).ExecuteNonQuery();

    /// <summary>Runs it, for the rows that it gives.</summary>
    /// <param name="values">In the order of the parameters.</param>
    public DbDataReader Read(params ReadOnlySpan<object> values) => With(values).ExecuteReader();

    public void Dispose() => _command.Dispose();

    private DbCommand With(ReadOnlySpan<object> values)
    {
        _command.Transaction = _context.Database.CurrentTransaction?.GetDbTransaction();
        for (var index = 0; index < values.Length; index++)
        {
            _command.Parameters[index].Value = values[index];
        }

        return _command;
    }
}
