-- wrk: deposits by API; the words differ, as those of people do.
local words = { "vigil", "letter", "strike", "kitchen", "airport", "prayer", "lawyers", "banner", "choir", "bail", "harvest", "tenants", "mosque", "market", "bridge", "school" }
local threads = 0
function setup(thread) thread:set("seed", threads); threads = threads + 1 end
function init() math.randomseed(os.time() * 10 + seed) end
local function some(count)
    local text = {}
    for at = 1, count do text[at] = words[math.random(#words)] end
    return table.concat(text, " ")
end
function request()
    local body = string.format('{"records":[{"ref":"a","kind":"practice","language":"en","title":"The %s %d","story":"%s.","centres":["Neighbours of %s"],"when":"2017-0%d"}]}',
        some(3), math.random(1000000000), some(120), words[math.random(#words)], math.random(9))
    return wrk.format("POST", "/api/v1/deposits", { ["Content-Type"] = "application/json" }, body)
end
