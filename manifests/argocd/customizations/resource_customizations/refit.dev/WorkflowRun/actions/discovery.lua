-- A run that is over can be retried, one that is not can be cancelled.
local over = obj.status ~= nil and obj.status.finishedAt ~= nil
return { ["retry"] = { ["disabled"] = not over }, ["cancel"] = { ["disabled"] = over } }
