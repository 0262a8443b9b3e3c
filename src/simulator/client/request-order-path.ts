/** Where a client sends the parameters of tt.requestOrder to the local gateway. */
export const REQUEST_ORDER_PATH = '/ecpay-local/tt.requestOrder'

/** The same of tt.createSignOrder. */
export const CREATE_SIGN_ORDER_PATH = '/ecpay-local/tt.createSignOrder'
