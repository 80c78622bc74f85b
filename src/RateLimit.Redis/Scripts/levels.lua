-- A level is a string of five words: kind, unit and three whole numbers.
--   b  nanoseconds a permit costs   second, nanosecond, 0   token bucket: when it is full again (GCRA)
--   w  seconds of a window          index, before, now      sliding window: the counts of the window before and of this one
--   c  seconds of a lease           index, before, now      concurrency: permits by the lease period they were taken in
--   q  1 hour, 2 day, 3 month       number, used, 0         quota: the period since 2000-01-01 UTC, what is used of it
-- Lua counts in doubles, which are exact for whole numbers below 2^53 only: about 104 days in nanoseconds. So a time is two numbers,
-- seconds and nanoseconds, no product is made without dividing one factor first, and no number is printed with an exponent.
-- ARGV[1], [2] and [3] are empty: the server's clock counts. Tests in virtual time send second, nanosecond and Unix second.
local BILLION = 1000000000
local floor = math.floor
local whole = math.tointeger or function(n) return n end
local s, ns, unix
local isVirtual = ARGV[1] ~= ''

if isVirtual then
  s, ns, unix = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
else
  local time = redis.call('TIME')
  s, ns = tonumber(time[1]), tonumber(time[2]) * 1000
  unix = s
end

-- a * b as billions and the rest. Exact for a < 2^38 and b < 10^9.
local function product(a, b)
  local high = floor(a / 32768)
  local x = high * b
  local billions = floor(x / BILLION)
  local y = (x - billions * BILLION) * 32768 + (a - high * 32768) * b
  local carry = floor(y / BILLION)
  return billions * 32768 + carry, y - carry * BILLION
end

-- What n permits cost.
local function cost(n, unit)
  local seconds = floor(unit / BILLION)
  local cs, cns = product(n, unit - seconds * BILLION)
  return n * seconds + cs, cns
end

local function add(as, ans, bs, bns)
  local n = ans + bns
  if n >= BILLION then return as + bs + 1, n - BILLION end
  return as + bs, n
end

local function subtract(as, ans, bs, bns)
  local n = ans - bns
  if n < 0 then return as - bs - 1, n + BILLION end
  return as - bs, n
end

local function isLess(as, ans, bs, bns)
  return as < bs or (as == bs and ans < bns)
end

-- How many permits a time is worth, rounded down; -1 for a negative one. Below 2^53 nanoseconds the quotient of doubles is exact, above
-- it is off by one at most.
local function permitsIn(ts, tns, unit)
  if ts < 0 then return -1 end
  local n = floor((ts * BILLION + tns) / unit)
  if ts < 9000000 then return n end
  while isLess(ts, tns, cost(n, unit)) do n = n - 1 end
  while not isLess(ts, tns, cost(n + 1, unit)) do n = n + 1 end
  return n
end

-- The time until a bucket is full.
local function owed(x, y)
  if isLess(x, y, s, ns) then return 0, 0 end
  return subtract(x, y, s, ns)
end

-- The number of the calendar period that is now.
local function period(unit)
  if unit < 3 then return floor((unix - 946684800) / (unit == 1 and 3600 or 86400)) end
  -- Days since 1 March of the year 0: the leap day ends a year, so that months have fixed places in it.
  local day = floor(unix / 86400) + 719468
  local era = floor(day / 146097)
  day = day - era * 146097
  local year = floor((day - floor(day / 1460) + floor(day / 36524) - floor(day / 146096)) / 365)
  day = day - (365 * year + floor(year / 4) - floor(year / 100))
  -- From March, 0, to February, 11.
  local month = floor((5 * day + 2) / 153)
  return (year + era * 400 - 2000) * 12 + month + 2
end

-- A level as it is now. A clock behind the level grants nothing: the level stays.
local function settle(kind, unit, x, y, z)
  if kind == 'b' then return x, y, z end
  if kind == 'q' then
    local number = period(unit)
    if x < number then return number, 0, 0 end
    return x, y, z
  end
  local index = floor(s / unit)
  if index <= x then return x, y, z end
  if index == x + 1 then return index, z, 0 end
  return index, 0, 0
end

-- What the count of the window before weighs, rounded up.
local function faded(unit, x, y)
  local into, intoNs = s - x * unit, ns
  if into < 0 then into, intoNs = 0, 0 end
  local part = product(y, intoNs)
  return floor((y * (unit - into) - part + unit - 1) / unit)
end

-- What is used of a settled level, rounded up.
local function used(kind, unit, x, y, z)
  if kind == 'b' then
    local os, ons = owed(x, y)
    local n = permitsIn(os, ons, unit)
    local cs, cns = cost(n, unit)
    return isLess(cs, cns, os, ons) and n + 1 or n
  end
  if kind == 'w' then return z + faded(unit, x, y) end
  return kind == 'q' and y or y + z
end

-- A level of which n permits are used.
local function level(kind, unit, n)
  if kind == 'b' then
    if n <= 0 then return 0, 0, 0 end
    local cs, cns = cost(n, unit)
    if cs > 144115188 then cs, cns = 144115188, 0 end
    local x, y = add(s, ns, cs, cns)
    return x, y, 0
  end
  if kind == 'q' then return period(unit), n, 0 end
  return floor(s / unit), 0, n
end

-- What is owed in permits of another price, rounded up.
local function reprice(x, y, from, to)
  local os, ons = owed(x, y)
  local n = permitsIn(os, ons, from)
  local rs, rns = subtract(os, ons, cost(n, from))
  local rest = rs * BILLION + rns
  local nx, ny = level('b', to, n)
  if rest == 0 then return nx, ny, 0 end
  if n == 0 then nx, ny = s, ns end
  -- Less than one permit is left: the product of doubles is short by less than a nanosecond in four million seconds.
  local extra = math.ceil(rest * to / from) + 1
  local extraSeconds = floor(extra / BILLION)
  nx, ny = add(nx, ny, extraSeconds, extra - extraSeconds * BILLION)
  return nx, ny, 0
end

-- The settled level of a key, whatever the limit was when it was written: permits used stay used. Concurrency begins anew.
local function read(key, kind, unit)
  local found = redis.call('GET', key)
  if not found then return level(kind, unit, 0) end
  local k, u, x, y, z = string.match(found, '^(%a) (%d+) (%d+) (%d+) (%d+)$')
  u, x, y, z = tonumber(u), tonumber(x), tonumber(y), tonumber(z)
  if k == kind and u == unit then return settle(kind, unit, x, y, z) end
  if k == 'b' and kind == 'b' then return reprice(x, y, u, unit) end
  if k == 'c' or kind == 'c' then return level(kind, unit, 0) end
  x, y, z = settle(k, u, x, y, z)
  return level(kind, unit, used(k, u, x, y, z))
end

-- Kept until the level is full, and a second: then no level says the same.
local function write(key, kind, unit, x, y, z)
  local ms
  if isVirtual then
    ms = 60000
  elseif kind == 'b' then
    local os, ons = owed(x, y)
    ms = os * 1000 + math.ceil(ons / 1000000)
  elseif kind == 'q' then
    ms = unit == 1 and 3600000 or unit == 2 and 86400000 or 2678400000
  else
    ms = ((x + 2) * unit - s) * 1000
  end
  redis.call('SET', key, string.format('%s %.0f %.0f %.0f %.0f', kind, unit, x, y, z), 'PX', string.format('%.0f', ms + 1000))
end
