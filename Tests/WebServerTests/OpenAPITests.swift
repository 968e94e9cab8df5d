import HTTPTypes
import LeadEngine
import LeadRules
import Records
import TestStores
import Testing

@testable import WebServer

@Suite struct `The description of the API` {
    @Test func `is served to anybody`() async throws {
        try await TestServer.run { server in
            let answer = try await server.get("/openapi.json", key: "")
            #expect(answer.status == 200)
            #expect(answer.string("openapi") == "3.1.1")
        }
    }

    @Test func `names each operation once`() {
        let names = OperationTable.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.contains("-") })
    }

    @Test func `finds a shape for all that is taken and given`() throws {
        for operation in OperationTable.all {
            if case .json(let shape) = operation.input {
                #expect(!shape.fields.isEmpty, "\(operation.name) takes")
            }
            for answer in operation.answers {
                if let shape = try answer.shape?() {
                    #expect(!shape.fields.isEmpty, "\(operation.name) gives")
                }
            }
        }
    }

    @Test func `gives each schema a name of its own`() throws {
        var known: [String: Set<String>] = [:]
        var taken: Set<String> = []
        for operation in OperationTable.all {
            let answers = try operation.answers.compactMap { try $0.shape?() }.map { ($0, "") }
            var inputs: [(Shape, String)] = []
            if case .json(let shape) = operation.input { inputs = [(shape, "Input")] }
            for (shape, suffix) in answers + inputs {
                for object in shape.objects {
                    guard var name = object.name else { continue }
                    if !name.hasSuffix(suffix) { name += suffix }
                    let fields = Set(object.fields.map(\.name))
                    if known[name, default: fields] != fields { taken.insert(name) }
                    known[name] = fields
                }
            }
        }
        #expect(taken == [])
        #expect(known.count > 60)
    }

    /// What a type reads and what it was described by are the same code; this holds that what it
    /// writes is that, too, and that what is put together by hand is described truly.
    @Test(arguments: GoldenJournal.all)
    func `is true of every answer`(_ golden: GoldenJournal) async throws {
        try await TestServer.run(over: golden) { server in
            let ids = try await Numbers(server)
            var answered: Set<String> = []
            var complaints: Set<String> = []
            for operation in OperationTable.all where operation.method == .get {
                guard let shape = try operation.answers.first?.shape?() else { continue }
                let route = "/api/v1/\(operation.path)"
                for path in ids.filling(route).prefix(12) {
                    let answer = try await server.get(path)
                    guard answer.status == 200 else { continue }
                    answered.insert(operation.name)
                    let json = try JSONReader.read(Array(answer.text.utf8))
                    complaints.formUnion(shape.complaints(about: json, at: operation.name))
                }
            }
            #expect(complaints == [])
            #expect(answered.count > 30)
        }
    }

    @Test(arguments: [
        "leads?stge=mql", "handoffs?lead=L1&from=x", "leads/L1?limit=5", "queue?id=M1",
    ])
    func `lists all fields that an address may have`(_ path: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.get(path)
            #expect(answer.status == 422)
            #expect(answer.string("type") == "urn:baton:problem:unknown-field")
        }
    }
}

extension Shape {
    /// Every object that it is made of.
    fileprivate var objects: [Shape.Object] {
        switch self {
        case .list(let shape), .map(let shape), .nullable(let shape): shape.objects
        case .object(let object): [object] + object.fields.flatMap { $0.shape.objects }
        case .text, .choice, .whole, .number, .flag, .fact, .anything: []
        }
    }

    /// What of a value is not as described.
    fileprivate func complaints(about value: JSON, at place: String) -> [String] {
        switch (self, value) {
        case (.anything, _), (.text, .text), (.flag, .flag), (.number, .number): return []
        case (.fact, .text), (.fact, .number), (.fact, .flag): return []
        case (.nullable, .null): return []
        case (.nullable(let shape), _): return shape.complaints(about: value, at: place)
        case (.choice(let words), .text(let word)) where words.contains(word): return []
        case (.whole(let range), .number(let number))
        where number == number.rounded() && (range?.contains(Int64(number)) ?? true): return []
        case (.list(let item), .array(let items)):
            return items.flatMap { item.complaints(about: $0, at: place + "[]") }
        case (.map(let item), .object(let members, _)):
            return members.flatMap { item.complaints(about: $1, at: place + ".*") }
        case (.object(let object), .object(let members, _)):
            return object.complaints(about: members, at: place)
        default: return ["\(place): \(value) is no \(self)"]
        }
    }
}

extension Shape.Object {
    fileprivate func complaints(about members: [String: JSON], at place: String) -> [String] {
        let missing = fields.filter { $0.isRequired && members[$0.name] == nil }
            .map { "\(place).\($0.name) is missing" }
        return missing
            + members.flatMap { name, value in
                fields.first { $0.name == name }
                    .map { $0.shape.complaints(about: value, at: "\(place).\(name)") }
                    ?? ["\(place).\(name) is not described"]
            }
    }
}
