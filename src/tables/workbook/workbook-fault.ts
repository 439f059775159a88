/** Why a workbook cannot be read, and the way on. */
export class WorkbookFault extends Error {
  readonly help: string

  constructor(message: string, help: string) {
    super(message)
    this.help = help
  }
}
