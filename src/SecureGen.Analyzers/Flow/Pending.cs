namespace SecureGen.Analyzers.Flow;

/// <summary>The blocks of a graph that are to be visited, the first of them first.</summary>
internal sealed class Pending(int blocks)
{
    private readonly bool[] _isPending = new bool[blocks];
    private int _first = blocks;

    public void Add(int ordinal)
    {
        _isPending[ordinal] = true;
        if (ordinal < _first)
            _first = ordinal;
    }

    public bool TryTake(out int ordinal)
    {
        while (_first < _isPending.Length && !_isPending[_first])
            _first++;
        ordinal = _first;
        if (ordinal == _isPending.Length)
            return false;
        _isPending[ordinal] = false;
        return true;
    }
}
