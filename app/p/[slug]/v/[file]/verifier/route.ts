import { publicationFile } from '../../../../_answer/publication-file.ts'
import { respond } from '../../../../_answer/respond.ts'

type Context = { params: Promise<{ slug: string; file: string }> }

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug, file } = await params
  const named = publicationFile(file)
  const number = named?.format === 'html' ? named.number : 0
  return respond(request, { slug, number }, 'verifier')
}
