import { publicationFile } from '../../../_answer/publication-file.ts'
import { respond } from '../../../_answer/respond.ts'

type Context = { params: Promise<{ slug: string; file: string }> }

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug, file } = await params
  const { number, format } = publicationFile(file) ?? { number: 0, format: 'html' }
  return respond(request, { slug, number }, format)
}
