-- {{< interleave three-semaphores step=12 faults="skip-spaces-wait" hide="log" height=640 >}}
--
-- Puts Interleave into a page. In the front matter, `interleave: https://…/` says where it is served. Names and values are those
-- of docs/embedding.md. What is no page of HTML gets a link.

local function escaped(text)
  return (text:gsub("[^%w%-%._~,]", function(letter)
    return string.format("%%%02X", string.byte(letter))
  end))
end

local function quoted(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ["\""] = "&quot;" }))
end

local function said(value)
  return value ~= nil and pandoc.utils.stringify(value) or ""
end

return {
  ["interleave"] = function(args, kwargs, meta)
    local site = said(meta["interleave"])
    if site == "" then
      site = "interleave/"
    end
    if site:sub(-1) ~= "/" then
      site = site .. "/"
    end
    local program = said(args[1])
    local height = said(kwargs["height"])
    local link = said(kwargs["link"])
    local title = said(kwargs["title"])
    local query = ""
    if program ~= "" then
      query = "&program=" .. escaped(program)
    end
    local names = {}
    for name, _ in pairs(kwargs) do
      if name ~= "height" and name ~= "title" and name ~= "link" then
        table.insert(names, name)
      end
    end
    -- The same source makes the same page.
    table.sort(names)
    for _, name in ipairs(names) do
      local value = said(kwargs[name])
      if value ~= "" then
        query = query .. "&" .. escaped(name) .. "=" .. escaped(value)
      end
    end
    local fragment = ""
    if link ~= "" then
      fragment = "#" .. link:gsub("^.*#", "")
    end
    if title == "" then
      title = "Interleave: " .. (program ~= "" and program:gsub("%-", " ") or "a program with threads")
    end
    if not quarto.doc.is_format("html") then
      local address = site .. "?" .. query:sub(2) .. fragment
      return pandoc.Link(title, address)
    end
    if not height:match("^%d+$") then
      height = "640"
    end
    local frame = '<iframe src="' .. quoted(site .. "?embed=1" .. query .. fragment) .. '" title="' .. quoted(title)
      .. '" width="100%" height="' .. height .. '" style="border: 0" loading="lazy"'
      .. ' allow="cross-origin-isolated; clipboard-write; fullscreen"></iframe>'
    return pandoc.RawBlock("html", frame)
  end,
}
