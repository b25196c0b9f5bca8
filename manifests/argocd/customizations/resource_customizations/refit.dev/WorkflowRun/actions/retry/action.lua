-- Asks for a new run of the same revisions. A request is a token: a new one is a new request.
local os = require("os")
if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
obj.metadata.annotations["refit.dev/retry"] = os.date("!%Y-%m-%dT%H:%M:%SZ")
return obj
