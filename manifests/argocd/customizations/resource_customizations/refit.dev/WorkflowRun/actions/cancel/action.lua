-- Asks to end the steps of this run.
local os = require("os")
if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
obj.metadata.annotations["refit.dev/cancel"] = os.date("!%Y-%m-%dT%H:%M:%SZ")
return obj
