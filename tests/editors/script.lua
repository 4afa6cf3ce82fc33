-- What an editor does with `mujaz lsp`, by Neovim's own client, version 0.7 or later. Exits with an error at the first thing
-- that is not as it should be.

local site = vim.fn.getcwd()
local article = "content/articles/treaty-one-year-on/"

local function fail(message)
  io.stderr:write("failed: " .. message .. "\n")
  vim.cmd("cquit 1")
end

local function check(what, holds, seen)
  if holds then
    print("ok: " .. what .. "\n")
  else
    fail(what .. ": " .. vim.inspect(seen))
  end
end

-- Waits for something, while Neovim goes on.
local function wait(what, holds)
  if not vim.wait(60000, holds, 20) then
    fail("waited for " .. what)
  end
end

local client
local started, message = pcall(function()
  client = vim.lsp.start_client({ name = "mujaz", cmd = { vim.env.MUJAZ, "lsp", "--now", "2026-11-28" }, root_dir = site })
end)
if not started or not client then
  fail("the server does not start: " .. tostring(message))
end

-- The unit of columns that client and server agreed on; Neovim 0.7 knows UTF-16 only.
local function encoding()
  return vim.lsp.get_client_by_id(client).offset_encoding or "utf-16"
end

local function open(path)
  vim.cmd("edit " .. vim.fn.fnameescape(site .. "/" .. path))
  local buffer = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(buffer, client)
  return buffer
end

-- Reads the current buffer anew from its file; Neovim detaches a buffer whose text is replaced so.
local function reload()
  vim.cmd("edit!")
  vim.lsp.buf_attach_client(0, client)
end

-- Puts the cursor on the first place of a text in the current buffer, some bytes after its beginning.
local function go(text, after)
  for line, words in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = words:find(text, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { line, column - 1 + (after or 0) })
      return
    end
  end
  fail("there is no " .. text)
end

local function ask(method, more)
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(0, encoding()), more or {})
  local answers, fault = vim.lsp.buf_request_sync(0, method, params, 60000)
  if not answers or not answers[client] then
    fail(method .. ": " .. vim.inspect(fault or answers))
  end
  -- Neovim 0.7 calls it `error`, later ones `err`.
  local refused = answers[client].err or answers[client].error
  if refused then
    return nil, refused
  end
  return answers[client].result
end

local function codes(buffer)
  local codes = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    local data = one.user_data and one.user_data.lsp or {}
    table.insert(codes, one.code or data.code)
  end
  table.sort(codes)
  return codes
end

local function has(buffer, code)
  return vim.tbl_contains(codes(buffer), code)
end

local function text(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n")
end

local function actions()
  local params = vim.lsp.util.make_range_params(0, encoding())
  params.context = { diagnostics = {} }
  local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 60000)
  return answers[client].result
end

-- Carries out the action whose title begins so.
local function act(title)
  local list = actions()
  for _, action in ipairs(list) do
    if vim.startswith(action.title, title) then
      vim.lsp.util.apply_workspace_edit(action.edit, encoding())
      return
    end
  end
  fail("there is no action " .. title .. ": " .. vim.inspect(vim.tbl_map(function(one) return one.title end, list)))
end

local function run()
  -- The Arabic summary, whose original is Arabic.
  local arabic = open(article .. "summary.ar.md")
  wait("the server", function() return vim.lsp.get_client_by_id(client).initialized end)

  go("[p2]", 2)
  local hover = ask("textDocument/hover")
  local shown = hover.contents.value
  check("a citation shows its paragraph, from right to left",
    shown:find("**p2** \u{2067}وقد وُقّعت المعاهدة", 1, true) ~= nil, shown)

  local there = ask("textDocument/definition")
  check("a citation leads to its paragraph",
    #there == 1 and there[1].uri:find("original.ar.md", 1, true) ~= nil, there)

  go("19 يونيو 2024")
  shown = ask("textDocument/hover").contents.value
  check("a date has a verdict and the words that decided it",
    vim.startswith(shown, "**found** figure") and shown:find("**p2**", 1, true) ~= nil, shown)

  go("سيرغي لافروف", 2)
  shown = ask("textDocument/hover").contents.value
  check("a name shows its entry", shown:find("Lavrov", 1, true) ~= nil, shown)
  local mentions = ask("textDocument/references", { context = { includeDeclaration = true } })
  check("a name leads to its mentions in both languages", #mentions > 3, mentions)

  -- What is typed is checked, and not what is saved.
  vim.api.nvim_buf_set_lines(arabic, -1, -1, false, { "", "ووُقّعت 77 اتفاقية 😀 لاحقة [p99]." })
  wait("the finding on a citation", function() return has(arabic, "citation-unknown") end)
  local unknown = vim.tbl_filter(function(one)
    return vim.startswith(one.message, "the original has no paragraph p99")
  end, vim.diagnostic.get(arabic))
  check("a finding stands where its words do, in bytes of the buffer",
    #unknown == 1 and unknown[1].col == #"ووُقّعت 77 اتفاقية 😀 لاحقة ", unknown)
  vim.api.nvim_buf_set_lines(arabic, -2, -1, false, { "ووُقّعت 77 اتفاقية لاحقة [p2]." })
  wait("the finding on a figure", function()
    return has(arabic, "figure-not-in-original") and not has(arabic, "citation-unknown")
  end)
  check("the file is as it was", not vim.fn.system("cat " .. article .. "summary.ar.md"):find("77", 1, true))

  go("77 اتفاقية")
  act("Waive figure-not-in-original")
  check("a waiver stands in the front matter", text(arabic):find('\nwaive = [{ code = "figure-not-in-original", text = "77', 1, true) ~= nil, text(arabic))
  wait("the finding on the reason", function() return has(arabic, "value-empty") end)
  go('why = ""', 7)
  vim.api.nvim_put({ "تجربة" }, "c", false, true)
  wait("the waiver", function() return not has(arabic, "figure-not-in-original") and not has(arabic, "value-empty") end)
  check("a waiver with a reason holds", true)

  -- Completion, in the English summary.
  local english = open(article .. "summary.en.md")
  vim.api.nvim_buf_set_lines(english, -1, -1, false, { "", "They signed it [p" })
  vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(english), 17 })
  -- In normal mode the cursor is on the last character, so the place behind it is asked for.
  local line = vim.api.nvim_buf_line_count(english) - 1
  local items = ask("textDocument/completion", { position = { line = line, character = 17 } })
  check("paragraphs are completed", #items == 9 and items[2].label == "p2", items)
  check("a paragraph shows its figures", (items[2].detail or ""):find("2024", 1, true) ~= nil, items[2])
  vim.lsp.util.apply_text_edits({ items[2].textEdit }, english, encoding())
  check("a completion replaces what was typed", vim.endswith(text(english), "They signed it [p2"), text(english))
  vim.api.nvim_buf_set_lines(english, -2, -1, false, { "The treaty was signed on 19 June 2024." })
  wait("the edit", function() return not has(english, "citation-malformed") end)
  go("19 June 2024.")
  act("Cite p2")
  check("the paragraph that has a figure is cited", vim.endswith(text(english), "on 19 June 2024 [p2]."), text(english))

  -- An original gains a paragraph: the citations follow, from the seal.
  reload()
  local before = text(english)
  local original = open(article .. "original.ar.md")
  go("وقد وُقّعت المعاهدة")
  local row = vim.api.nvim_win_get_cursor(0)[1] - 1
  vim.api.nvim_buf_set_lines(original, row, row, false, { "فقرة جديدة في مكانها.", "" })
  vim.cmd("buffer " .. english)
  wait("the finding on the seal", function() return has(english, "summary-stale") end)
  go("digest", 10)
  act("Renumber")
  check("citations are renumbered",
    before:find("[p2]", 1, true) and not text(english):find("[p2]", 1, true) and text(english):find("[p3]", 1, true), text(english))
  reload()
  vim.cmd("buffer " .. original)
  reload()

  -- Renaming, in the register.
  local names = open("content/names.toml")
  go('id = "', 7)
  local edit = ask("textDocument/rename", { newName = "renamed-here" })
  vim.lsp.util.apply_workspace_edit(edit, encoding())
  check("a name is renamed", text(names):find('id = "renamed-here"', 1, true) ~= nil, text(names))
  reload()

  go('id = "', 7)
  local _, refused = ask("textDocument/rename", { newName = "a/b" })
  check("an id that cannot stand in an address is refused", refused ~= nil and refused.message:find("cannot stand", 1, true) ~= nil, refused)
end

local ran, fault = xpcall(run, debug.traceback)
if not ran then
  fail(fault)
end
vim.lsp.stop_client(client)
wait("the end of the server", function() return vim.lsp.get_client_by_id(client) == nil or vim.lsp.get_client_by_id(client).is_stopped() end)
print("Neovim " .. tostring(vim.version().major) .. "." .. tostring(vim.version().minor) .. " did everything\n")
vim.cmd("qall!")
