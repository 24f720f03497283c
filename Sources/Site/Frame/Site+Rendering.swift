extension Site {
  public func render(_ route: Route) throws -> Resource? { nil }
  public func routes() throws -> [Route] { [] }
}
