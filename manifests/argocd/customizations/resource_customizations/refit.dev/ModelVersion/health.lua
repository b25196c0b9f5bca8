-- A model is Healthy wherever it stands, unless a stage had to give it back.
local stages = {}
if obj.status ~= nil and obj.status.stages ~= nil then
  stages = obj.status.stages
end

local words = {}
for _, stage in ipairs(stages) do
  if stage.state == "Blocked" then
    local message = "blocked at " .. stage.name
    if stage.message ~= nil and stage.message ~= "" then
      message = message .. ": " .. stage.message
    end
    return { status = "Degraded", message = message }
  end
  table.insert(words, stage.state .. " at " .. stage.name)
end
if #words == 0 then
  return { status = "Healthy", message = "at no stage" }
end
return { status = "Healthy", message = table.concat(words, ", ") }
