return { ["run"] = {} }
