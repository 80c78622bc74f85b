-- Charges the limits of a request, all or none. A key each, and eight arguments each: kind, unit, permits at once, the same as seconds and
-- nanoseconds of a bucket, the fewest permits to take, the most, and 1 for a dry run.
-- Answers 1 if nothing refuses, the time as second and nanosecond, and for each limit: 1 if it admits, permits taken, the level's three numbers.
local answer = { 1, whole(s), whole(ns) }
local limits = {}

for i = 1, #KEYS do
  local at = 3 + (i - 1) * 8
  local kind, unit, permits = ARGV[at + 1], tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  local x, y, z = read(KEYS[i], kind, unit)
  local room

  if kind == 'b' then
    local rs, rns = subtract(tonumber(ARGV[at + 4]), tonumber(ARGV[at + 5]), owed(x, y))
    room = permitsIn(rs, rns, unit)
  else
    room = permits - used(kind, unit, x, y, z)
  end

  local isAdmitted = room >= tonumber(ARGV[at + 6])
  if not isAdmitted and ARGV[at + 8] ~= '1' then answer[1] = 0 end
  limits[i] = { kind, unit, x, y, z, isAdmitted and math.min(room, tonumber(ARGV[at + 7])) or 0, isAdmitted }
end

for i = 1, #KEYS do
  local limit = limits[i]
  local kind, unit, x, y, z, taken = limit[1], limit[2], limit[3], limit[4], limit[5], limit[6]

  if answer[1] == 0 or taken <= 0 then
    taken = 0
  else
    if kind == 'b' then
      if isLess(x, y, s, ns) then x, y = s, ns end
      x, y = add(x, y, cost(taken, unit))
    elseif kind == 'q' then
      y = y + taken
    else
      z = z + taken
    end

    write(KEYS[i], kind, unit, x, y, z)
  end

  local n = #answer
  answer[n + 1] = limit[7] and 1 or 0
  answer[n + 2] = whole(taken)
  answer[n + 3] = whole(x)
  answer[n + 4] = whole(y)
  answer[n + 5] = whole(z)
end

return answer
