-- wrk: asks for the paths of a file, one after the other; each thread begins elsewhere.
local requests, at = {}, 0
local threads = 0
function setup(thread) thread:set("offset", threads); threads = threads + 1 end
function init(args)
    for path in io.lines(args[1]) do requests[#requests + 1] = wrk.format("GET", path, { ["Accept"] = "text/html,application/json" }) end
    at = offset * math.floor(#requests / 2)
end
function request() at = at % #requests + 1; return requests[at] end
