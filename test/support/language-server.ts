import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'

/** The language server that editors run for YAML, as an editor talks to it: over standard input and output. */
export class LanguageServer {
  private readonly child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] })
  private readonly answers = new Map<number, (result: unknown) => void>()
  private readonly diagnosed = new Map<string, (told: readonly string[]) => void>()
  private unread: Buffer = Buffer.alloc(0)
  private last = 0

  static async started(): Promise<LanguageServer> {
    const server = new LanguageServer()
    server.child.stdout.on('data', (chunk: Buffer) => server.read(chunk))
    const completion = { completionItem: { snippetSupport: false } }
    await server.request('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { textDocument: { publishDiagnostics: {}, completion }, workspace: { configuration: true } },
    })
    server.send({ method: 'initialized', params: {} })
    return server
  }

  /** Opens a text as that file and returns what the editor would underline: `line: message`, lines from 1. */
  opens(uri: string, text: string): Promise<readonly string[]> {
    const told = new Promise<readonly string[]>((resolve) => this.diagnosed.set(uri, resolve))
    this.send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
    })
    return told
  }

  /** The words that completion offers at that place, counted from 1, of an open text. */
  async offers(uri: string, line: number, column: number): Promise<readonly string[]> {
    const position = { line: line - 1, character: column - 1 }
    const list = await this.request('textDocument/completion', { textDocument: { uri }, position })
    return (list as { items: readonly { label: string }[] }).items.map(({ label }) => label)
  }

  ends(): void {
    this.child.kill()
  }

  private request(method: string, params: unknown): Promise<unknown> {
    this.last += 1
    const id = this.last
    this.send({ id, method, params })
    return new Promise((resolve) => this.answers.set(id, resolve))
  }

  private send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }

  private read(chunk: Buffer): void {
    this.unread = Buffer.concat([this.unread, chunk])
    for (;;) {
      const start = this.unread.indexOf('\r\n\r\n') + 4
      const length = Number(/Content-Length: (\d+)/.exec(this.unread.toString('latin1', 0, start))?.[1])
      if (start < 4 || this.unread.length < start + length) return
      this.take(JSON.parse(this.unread.toString('utf8', start, start + length)))
      this.unread = this.unread.subarray(start + length)
    }
  }

  private take({ id, method, params, result }: Message): void {
    if (method === 'textDocument/publishDiagnostics') {
      const told = params?.diagnostics?.map(({ range, message }) => `${range.start.line + 1}: ${message}`) ?? []
      this.diagnosed.get(params?.uri ?? '')?.(told)
    } else if (id !== undefined && method === undefined) this.answers.get(id)?.(result)
    else if (id !== undefined) this.send({ id, result: params?.items?.map(({ section }) => SETTINGS[section]) ?? null })
  }
}

const require = createRequire(import.meta.url)
const SERVER = require.resolve('yaml-language-server/bin/yaml-language-server')

/** Nothing is fetched: a schema comes from the modeline alone. */
const SETTINGS: Readonly<Record<string, object>> = {
  yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false } },
  http: {},
  editor: {},
  files: {},
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly result?: unknown
  readonly params?: {
    readonly uri?: string
    readonly items?: readonly { readonly section: string }[]
    readonly diagnostics?: readonly {
      readonly range: { readonly start: { readonly line: number } }
      readonly message: string
    }[]
  }
}
