export { openClient, type Client, type ClientOptions } from "./open-client.ts";
