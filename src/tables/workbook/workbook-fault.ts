/** Why a workbook cannot be read, and what to do. */
export class WorkbookFault extends Error {
  readonly help: string

  constructor(message: string, help: string) {
    super(message)
    this.help = help
  }
}
