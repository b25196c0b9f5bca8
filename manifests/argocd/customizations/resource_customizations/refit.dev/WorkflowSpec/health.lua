-- Healthy means: the spec is accepted, the sources are read, the last decision is made. A training never holds it back.
local function answer(status, message)
  return { status = status, message = message }
end

if obj.status == nil or obj.status.conditions == nil then
  return answer("Progressing", "waiting for the controller")
end
if obj.status.observedGeneration ~= obj.metadata.generation then
  return answer("Progressing", "waiting for the controller to look at this generation")
end

local found = {}
for _, condition in ipairs(obj.status.conditions) do
  found[condition.type] = condition
end
local function is(name, status)
  return found[name] ~= nil and found[name].status == status
end

if is("Stalled", "True") then
  return answer("Degraded", found.Stalled.message)
end
if found.Ready ~= nil and found.Ready.reason == "Suspended" then
  return answer("Suspended", found.Ready.message)
end
if is("AwaitingApproval", "True") then
  return answer("Suspended", found.AwaitingApproval.message)
end
if is("Ready", "False") then
  return answer("Degraded", found.Ready.message)
end
if not is("Ready", "True") then
  return answer("Progressing", "waiting for the first decision")
end

-- Accepted and decided; what follows is for people to read.
if is("Training", "True") then
  return answer("Healthy", found.Training.message)
end
if found.Deployed ~= nil and found.Deployed.reason == "RolloutFailed" then
  return answer("Healthy", found.Deployed.message)
end
if is("UpToDate", "False") then
  return answer("Healthy", found.UpToDate.message)
end
return answer("Healthy", found.Ready.message)
