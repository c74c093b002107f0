-- wrk: sends the lines of the file REQUESTS (see Requests.java) to the path TARGET, each once
local lines, nextLine = {}, 0

function init()
  local json = os.getenv("TARGET"):find("/api/", 1, true)
  for line in io.lines(os.getenv("REQUESTS")) do
    local signature, body = line:match("^(.-)\t(.*)$")
    local headers = json
      and { ["Content-Type"] = "application/json", ["X-API-Key"] = os.getenv("FRACTAL_API_KEY") }
      or { ["Content-Type"] = "application/x-www-form-urlencoded", ["X-Twilio-Signature"] = signature }
    headers["Host"] = wrk.headers["Host"]
    lines[#lines + 1] = wrk.format("POST", os.getenv("TARGET"), headers, body)
  end
end

function request()
  nextLine = nextLine + 1
  if nextLine > #lines then wrk.thread:stop() end
  return lines[math.min(nextLine, #lines)]
end
