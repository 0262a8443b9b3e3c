/** The err_no of the local gateway, and only of it, for a call that it does not simulate. */
export const NOT_SIMULATED = 501
