// A small tree of files in a temporary folder, for tests of the checks.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

// Calls `use` with the folder that holds `files` ({path: text}), and removes it afterwards.
export function withTree(files, use) {
    const root = mkdtempSync(join(tmpdir(), 'jiati-tree-'))
    try {
        for (const [path, text] of Object.entries(files)) {
            mkdirSync(dirname(join(root, path)), { recursive: true })
            writeFileSync(join(root, path), text)
        }
        return use(root)
    } finally {
        rmSync(root, { recursive: true, force: true })
    }
}
