-- A run is bounded: Progressing while live, then Healthy or Degraded. It weighs on no Application: runs belong to their
-- WorkflowSpec and are in no repository.
if obj.status == nil or obj.status.conditions == nil then
  return { status = "Progressing", message = "waiting for the controller" }
end
if obj.status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "waiting for the controller to look at this generation" }
end

local found = {}
for _, condition in ipairs(obj.status.conditions) do
  found[condition.type] = condition
end

if found.Stalled ~= nil and found.Stalled.status == "True" then
  return { status = "Degraded", message = found.Stalled.message }
end
if found.Reconciling ~= nil and found.Reconciling.status == "True" then
  return { status = "Progressing", message = found.Reconciling.message }
end
if obj.status.supersededBy ~= nil then
  return { status = "Healthy", message = "superseded by " .. obj.status.supersededBy }
end
if found.Ready ~= nil and found.Ready.status == "True" then
  return { status = "Healthy", message = found.Ready.message }
end
return { status = "Progressing", message = obj.status.message }
