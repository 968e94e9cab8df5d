import Testing

@testable import StoragePostgres

/// Which server of a URL is tried first.
struct ServerOrderTests {
    private func order(_ url: String) throws -> ServerOrder { try PostgresAddress(url).order }
    private func hosts(_ order: ServerOrder) -> [String] { order.servers.map(\.host) }

    @Test func `servers are tried as they are written`() throws {
        let order = try order("postgres://baton@db1:5432,db2:5433,db3/baton")
        #expect(hosts(order) == ["db1", "db2", "db3"])
        #expect(order.parameters.map(\.value) == ["db1,db2,db3", "5432,5433,"])
    }

    @Test func `the one that answered comes first`() throws {
        let order = try order("postgres://db1,db2,db3/baton?port=5433")
        order.noteSuccess(host: "db2", port: "5433")
        #expect(hosts(order) == ["db2", "db1", "db3"])
        #expect(
            order.parameters.map { "\($0.keyword)=\($0.value)" }
                == ["host=db2,db1,db3", "port=5433,5433,5433"])
    }

    @Test func `one that was lost comes last, with its port`() throws {
        let order = try order("postgres://db1:5440,db2/baton")
        order.noteLoss(host: "db1", port: "5440")
        #expect(order.parameters.map(\.value) == ["db2,db1", ",5440"])
        // No port is libpq's own.
        order.noteLoss(host: "db2", port: "5432")
        #expect(hosts(order) == ["db1", "db2"])
    }

    @Test func `servers are known by their addresses when they have no names`() throws {
        let order = try order("postgres:///baton?hostaddr=10.0.0.1,10.0.0.2")
        order.noteSuccess(host: "10.0.0.2", port: "5432")
        #expect(order.parameters.map(\.value) == ["10.0.0.2,10.0.0.1"])
    }

    @Test(arguments: [
        "postgres://db1/baton", "postgres:///baton", "postgres://db1,db2/baton?hostaddr=10.0.0.1",
    ])
    func `what leaves no choice, or does not fit, is left to libpq`(url: String) throws {
        let order = try order(url)
        order.noteSuccess(host: "db1", port: "5432")
        #expect(order.parameters.isEmpty)
    }

    @Test func `a server that is not of the URL changes nothing`() throws {
        let order = try order("postgres://db1,db2/baton")
        order.noteSuccess(host: "db9", port: "5432")
        #expect(hosts(order) == ["db1", "db2"])
    }
}
