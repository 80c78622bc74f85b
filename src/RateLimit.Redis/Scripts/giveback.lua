-- Takes charges back, never more than they still weigh. A key each, and six arguments each: kind, unit, permits, and what the charge left
-- behind: of a bucket second and nanosecond; of a window its index modulo the sixth; of a quota its number.
for i = 1, #KEYS do
  local at = 3 + (i - 1) * 6
  local kind, unit, n = ARGV[at + 1], tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  local rx, ry, modulus = tonumber(ARGV[at + 4]), tonumber(ARGV[at + 5]), tonumber(ARGV[at + 6])
  local found = redis.call('GET', KEYS[i])
  local k, u, x, y, z

  if found then
    k, u, x, y, z = string.match(found, '^(%a) (%d+) (%d+) (%d+) (%d+)$')
    u, x, y, z = tonumber(u), tonumber(x), tonumber(y), tonumber(z)
  end

  -- Of a limit that has changed meanwhile nothing is taken back.
  if k == kind and u == unit then
    if kind == 'b' then
      local cs, cns = cost(n, unit)
      -- Somebody else charged it since: what has drained is gone.
      if x ~= rx or y ~= ry then
        local os, ons = owed(rx, ry)
        if isLess(os, ons, cs, cns) then cs, cns = os, ons end
      end
      x, y = subtract(x, y, cs, cns)
    elseif kind == 'q' then
      if x == rx then y = math.max(0, y - n) end
    else
      local age = (x - rx) % modulus
      if age == 0 then z = math.max(0, z - n) elseif age == 1 then y = math.max(0, y - n) end
    end

    write(KEYS[i], kind, unit, x, y, z)
  end
end

return 1
