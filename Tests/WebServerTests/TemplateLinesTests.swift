import Foundation
import Testing

@testable import WebServer

/// What of a template's lines a browser gets.
@Suite struct `Lines of a template` {
    @Test func `between elements they are nothing`() {
        let source = """
            <p>
              {{#a}}
                <b>{{a}}</b> <i>[[a.b]]</i>
              {{/a}}

              <span>x</span>
            </p>

            """
        let text = "<p>{{#a}}<b>{{a}}</b> <i>[[a.b]]</i>{{/a}}<span>x</span></p>"
        #expect(TemplateLines.joined(source) == text)
    }

    @Test func `a space that a line begins or ends with a tag stays`() {
        #expect(TemplateLines.joined("<b>\n  {{#a}} <i>\n    x\n  </i>") == "<b>{{#a}} <i>x</i>")
    }

    @Test func `inside of a tag they are a space`() {
        let source = "<input id=\"a\"\n    value=\"{{a}}\"\n    {{#b}}required{{/b}}>\n<p>"
        let text = "<input id=\"a\" value=\"{{a}}\" {{#b}}required{{/b}}><p>"
        #expect(TemplateLines.joined(source) == text)
        #expect(TemplateLines.joined("<li class=\"a\n\n  b\">") == "<li class=\"a b\">")
    }

    @Test func `brackets of the engine are not those of a tag`() {
        #expect(
            TemplateLines.joined("{{<layout}}\n{{$main}}\n{{>a}}\n<p>")
                == "{{<layout}}{{$main}}\n{{>a}}<p>")
        #expect(TemplateLines.joined("<a {{>b}}\n  c>\n  {{{d}}}\n<p>") == "<a {{>b}} c>{{{d}}}<p>")
    }

    @Test(arguments: ["pre", "textarea"])
    func `where white space is shown they stay`(name: String) {
        let kept = "<\(name) class=\"a\">one\n  two {{b}}\n\n{{/c}}</\(name)>"
        #expect(TemplateLines.joined("<p>\n  " + kept + "\n  <p>\n") == "<p>" + kept + "<p>")
        let broken = "<\(name)\n  class=\"a\">one\n  two</\(name)>\n  <p>"
        #expect(
            TemplateLines.joined(broken) == "<\(name) class=\"a\">one\n  two</\(name)><p>")
    }

    @Test func `what fills a frame keeps the indentation in its pre`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let page = """
            {{<frame}}{{$main}}
            {{^none}}
              <pre>one
              two
                three</pre>
              {{>part}}
            {{/none}}
            {{/main}}{{/frame}}
            """
        for (name, text) in [
            "frame": "<main>\n  {{$main}}{{/main}}\n</main>\n", "page": page,
            "part": "<pre>\n  {{text}}</pre>\n",
        ] {
            try Data(text.utf8).write(to: folder.appending(path: name + ".mustache"))
        }
        let locales = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/WebServer/Locales")
        let templates = try Templates(folder: folder, texts: Texts(folder: locales))
        let html = templates.render("page", ["none": false, "text": "a\nb\n"], in: .en)
        #expect(
            html == "<main><pre>one\n  two\n    three</pre><pre>\n  a\nb\n</pre></main>")
    }
}
